/*
 * The floor: what a lean C client on one epoll loop needs for the job that every engine is given.
 *
 *     epoll_client PORT CONNECTIONS MESSAGES_EACH
 *
 * Opens all connections (at most 256 on their way at a time, a source address for every 4,000), then has each echo its
 * messages of 64 bytes with one in flight, compares every echo, closes with 1000 and awaits the answer. Anything
 * unexpected ends the process with status 1. It leaves out what an engine owes its users: no
 * Sec-WebSocket-Accept check, one mask, no fragments, no pings, no timers, no statistics.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif

enum { SIZE = 64, ON_THEIR_WAY = 256, PER_ADDRESS = 4000, MAX_FDS = 20000 };

static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
static const uint8_t mask[4] = {0x37, 0xfa, 0x21, 0x3d};

struct client {
    int left;
    uint16_t got;
    uint8_t unparsed[SIZE + 8];
};

static struct client *clients[MAX_FDS];
static uint8_t message[6 + SIZE], echo[2 + SIZE], bye[8];
static int poller, port, connections, messages;
static int started, opened, finished, closed;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void expect(int condition, const char *what) {
    if (condition) return;
    fprintf(stderr, "epoll_client: %s (opened %d, finished %d, closed %d)\n", what, opened, finished, closed);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static double cpu(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void build_frames(void) {
    message[0] = 0x81, message[1] = 0x80 | SIZE;
    memcpy(message + 2, mask, 4);
    echo[0] = 0x81, echo[1] = SIZE;
    for (int i = 0; i < SIZE; i++) {
        echo[2 + i] = 'a' + i % 26;
        message[6 + i] = echo[2 + i] ^ mask[i & 3];
    }
    bye[0] = 0x88, bye[1] = 0x82;
    memcpy(bye + 2, mask, 4);
    bye[6] = 1000 >> 8 ^ mask[0], bye[7] = (1000 & 255) ^ mask[1];
}

static void watch(int fd, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.fd = fd};
    if (epoll_ctl(poller, operation, fd, &event) < 0) fail("epoll_ctl");
}

/* Sends in one piece: with one small message in flight the socket's buffer is empty. */
static void transmit(int fd, const void *from, size_t size) {
    ssize_t sent = send(fd, from, size, MSG_NOSIGNAL);
    if (sent < 0) fail("send");
    expect((size_t)sent == size, "a short write");
}

static void start_one(void) {
    struct sockaddr_in source = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000101 + started / PER_ADDRESS)};
    struct sockaddr_in target = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0) fail("socket");
    expect(fd < MAX_FDS, "more descriptors than supported");
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &(int){1}, sizeof(int));
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    if (bind(fd, (struct sockaddr *)&source, sizeof source) < 0) fail("bind");
    if (connect(fd, (struct sockaddr *)&target, sizeof target) < 0 && errno != EINPROGRESS) fail("connect");
    clients[fd] = calloc(1, sizeof(struct client));
    clients[fd]->left = messages + 1;
    watch(fd, EPOLL_CTL_ADD, EPOLLOUT);
    started++;
}

static void start_some(void) {
    while (started < connections && started - opened < ON_THEIR_WAY) start_one();
}

static void on_upgraded(int fd, const char *answer) {
    expect(memcmp(answer, "HTTP/1.1 101 ", 13) == 0, "no upgrade");
    clients[fd]->left--;
    opened++;
    start_some();
}

static void on_echo(int fd) {
    expect(memcmp(clients[fd]->unparsed, echo, sizeof echo) == 0, "not the message that was sent");
    if (--clients[fd]->left > 0) transmit(fd, message, sizeof message);
    else finished++;
}

static void on_bytes(int fd, const uint8_t *from, size_t size) {
    struct client *c = clients[fd];
    if (c->left > messages) return on_upgraded(fd, (const char *)from);
    expect(c->got + size <= sizeof c->unparsed, "more bytes than were sent");
    memcpy(c->unparsed + c->got, from, size);
    c->got += size;
    if (c->left > 0 && c->got >= sizeof echo) {
        expect(c->got == sizeof echo, "more than one echo");
        c->got = 0;
        on_echo(fd);
    }
}

static void on_event(int fd, uint32_t events) {
    uint8_t buffer[4096];
    if (events & EPOLLOUT) {
        int error = 0;
        getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &(socklen_t){sizeof error});
        expect(error == 0, strerror(error));
        watch(fd, EPOLL_CTL_MOD, EPOLLIN);
        transmit(fd, request, sizeof request - 1);
        return;
    }
    ssize_t got = recv(fd, buffer, sizeof buffer, 0);
    if (got > 0) return on_bytes(fd, buffer, got);
    if (got < 0 && errno == EAGAIN) return;
    if (got < 0) fail("recv");
    expect(clients[fd]->left == 0 && clients[fd]->got == 4 && clients[fd]->unparsed[0] == 0x88, "an early end");
    close(fd);
    free(clients[fd]);
    clients[fd] = NULL;
    closed++;
}

static void run_until(const int *counter) {
    while (*counter < connections) {
        struct epoll_event ready[512];
        int count = epoll_wait(poller, ready, 512, 30000);
        if (count < 0 && errno != EINTR) fail("epoll_wait");
        expect(count != 0, "nothing happened for 30 s");
        for (int i = 0; i < count; i++) on_event(ready[i].data.fd, ready[i].events);
    }
}

static void transmit_to_all(const void *from, size_t size) {
    for (int fd = 0; fd < MAX_FDS; fd++)
        if (clients[fd]) transmit(fd, from, size);
}

int main(int argc, char **argv) {
    if (argc != 4) return fprintf(stderr, "usage: epoll_client PORT CONNECTIONS MESSAGES_EACH\n"), 2;
    port = atoi(argv[1]), connections = atoi(argv[2]), messages = atoi(argv[3]);
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    poller = epoll_create1(0);
    build_frames();

    double start = now();
    start_some();
    run_until(&opened);
    double connected = now(), cpu_connected = cpu();
    transmit_to_all(message, sizeof message);
    run_until(&finished);
    double done = now(), cpu_done = cpu();
    transmit_to_all(bye, sizeof bye);
    run_until(&closed);

    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double trips = (double)connections * messages;
    printf("%d connected in %.3f s, %.0f round trips/s, %.2f CPU s per 100,000, peak memory %.1f MB\n", connections,
           connected - start, trips / (done - connected), (cpu_done - cpu_connected) * 1e5 / trips,
           usage.ru_maxrss / 1024.0);
    return 0;
}
