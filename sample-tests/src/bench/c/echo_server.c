/*
 * A lean WebSocket echo server (RFC 6455) on one epoll loop: the same peer for every engine that is measured.
 *
 *     echo_server CONNECTIONS MESSAGES
 *
 * Listens on a free port of 127.0.0.1 and prints, one line each, with CLOCK_MONOTONIC nanoseconds:
 *
 *     port PORT
 *     accepted NANOS               the first connection has been accepted
 *     connected NANOS              the CONNECTIONS-th upgrade has been answered
 *     first-echo NANOS             the first message has been echoed
 *     last-echo NANOS              the MESSAGES-th message has been echoed
 *     closed NANOS                 the CONNECTIONS-th connection is gone
 *     total UPGRADES ECHOES CLEAN  before exit; CLEAN counts connections that ended with close code 1000
 *
 * and exits when CONNECTIONS connections have come and gone. Data frames are echoed frame by frame, at most 64 KiB
 * each; a violation ends the connection with 1002 or 1009. Answers that a peer does not read are kept, up to 1 MiB.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_FDS = 20000, MAX_FRAME = 65536, MAX_REQUEST = 8192, MAX_UNSENT = 1 << 20, IO = 1 << 18 };
enum { CONTINUATION = 0, TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10 };

struct bytes {
    uint8_t *at;
    size_t size;
};

struct connection {
    int open, upgraded, closing;
    struct bytes unparsed, unsent;
};

static struct connection connections[MAX_FDS];
static uint8_t in[IO + MAX_FRAME + MAX_REQUEST], out[2 * IO + 2 * MAX_FRAME];
static size_t out_size;
static int poller;
static long expected_connections, expected_messages, accepted, upgrades, echoes, gone, clean;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void stamp(const char *event) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    printf("%s %lld\n", event, now.tv_sec * 1000000000LL + now.tv_nsec);
    fflush(stdout);
}

/* ---- Sec-WebSocket-Accept: SHA-1 (RFC 3174) and base64 (RFC 4648) ---- */

static uint32_t rotate(uint32_t word, int bits) { return word << bits | word >> (32 - bits); }

static void sha1_block(uint32_t state[5], const uint8_t block[64]) {
    uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 80; i++)
        w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t mixed = i < 20   ? ((b & c) | (~b & d)) + 0x5A827999
                         : i < 40 ? (b ^ c ^ d) + 0x6ED9EBA1
                         : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC
                                  : (b ^ c ^ d) + 0xCA62C1D6;
        uint32_t next = rotate(a, 5) + mixed + e + w[i];
        e = d, d = c, c = rotate(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

static void accept_of(const char key[24], char accept[29]) {
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t text[128] = {0}, digest[21] = {0};
    uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    memcpy(text, key, 24);
    memcpy(text + 24, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", 36);
    text[60] = 0x80;
    text[126] = 60 * 8 >> 8, text[127] = 60 * 8 & 255;
    sha1_block(state, text);
    sha1_block(state, text + 64);
    for (int i = 0; i < 20; i++) digest[i] = state[i / 4] >> (24 - 8 * (i % 4));
    for (int i = 0; i < 7; i++) {
        uint32_t three = digest[3 * i] << 16 | digest[3 * i + 1] << 8 | digest[3 * i + 2];
        for (int j = 0; j < 4; j++) accept[4 * i + j] = alphabet[three >> (18 - 6 * j) & 63];
    }
    accept[27] = '=', accept[28] = 0;
}

/* ---- a connection ---- */

static void watch(int fd, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.fd = fd};
    if (epoll_ctl(poller, operation, fd, &event) < 0) fail("epoll_ctl");
}

static void keep(struct bytes *rest, const uint8_t *from, size_t size) {
    if (size == 0) {
        free(rest->at);
        *rest = (struct bytes){0};
        return;
    }
    uint8_t *copy = malloc(size);
    if (!copy) fail("malloc");
    memcpy(copy, from, size);
    free(rest->at);
    *rest = (struct bytes){copy, size};
}

static void drop(int fd) {
    struct connection *c = &connections[fd];
    keep(&c->unparsed, NULL, 0);
    keep(&c->unsent, NULL, 0);
    if (c->upgraded && ++gone == expected_connections) stamp("closed");
    memset(c, 0, sizeof *c);
    close(fd);
}

/* Writes what the peer takes; returns the bytes taken, or -1 where the connection is lost. */
static ssize_t write_some(int fd, const uint8_t *from, size_t size) {
    ssize_t written = send(fd, from, size, MSG_NOSIGNAL);
    return written >= 0 ? written : errno == EAGAIN ? 0 : -1;
}

/* Sends `out` behind what is still unsent; returns 0 where the connection ended. */
static int flush(int fd) {
    struct connection *c = &connections[fd];
    if (c->unsent.size > 0) {
        size_t size = c->unsent.size + out_size;
        uint8_t *joined = size <= MAX_UNSENT ? realloc(c->unsent.at, size) : NULL;
        if (!joined) return drop(fd), 0;
        memcpy(joined + c->unsent.size, out, out_size);
        c->unsent = (struct bytes){joined, size};
    }
    const uint8_t *from = c->unsent.size > 0 ? c->unsent.at : out;
    size_t size = c->unsent.size > 0 ? c->unsent.size : out_size;
    ssize_t written = size > 0 ? write_some(fd, from, size) : 0;
    if (written < 0) return drop(fd), 0;
    int waited = c->unsent.size > 0, waits = (size_t)written < size;
    keep(&c->unsent, from + written, size - written);
    if (waits != waited) watch(fd, EPOLL_CTL_MOD, waits ? EPOLLIN | EPOLLOUT : EPOLLIN);
    if (c->closing && !waits) return drop(fd), 0;
    return 1;
}

static void put(const void *from, size_t size) {
    memcpy(out + out_size, from, size);
    out_size += size;
}

static void put_frame(uint8_t first, const uint8_t *payload, size_t size) {
    uint8_t small[2] = {first, size}, medium[4] = {first, 126, size >> 8, size & 255};
    uint8_t large[10] = {first, 127, 0, 0, 0, 0, 0, size >> 16, size >> 8, size & 255};
    if (size < 126) put(small, 2);
    else if (size < 65536) put(medium, 4);
    else put(large, 10);
    put(payload, size);
}

static void put_close(struct connection *c, int code) {
    uint8_t payload[2] = {code >> 8, code & 255};
    put_frame(0x80 | CLOSE, payload, 2);
    c->closing = 1;
}

static void on_frame(struct connection *c, uint8_t first, uint8_t *payload, size_t size) {
    int final = first & 0x80, opcode = first & 15;
    if (first & 0x70 || (opcode > BINARY && opcode < CLOSE) || opcode > PONG) {
        put_close(c, 1002);
    } else if (opcode >= CLOSE && (!final || size > 125)) {
        put_close(c, 1002);
    } else if (opcode == CLOSE) {
        clean += size >= 2 && payload[0] == 1000 >> 8 && payload[1] == (1000 & 255);
        put_frame(0x80 | CLOSE, payload, size >= 2 ? 2 : 0);
        c->closing = 1;
    } else if (opcode == PING) {
        put_frame(0x80 | PONG, payload, size);
    } else if (opcode != PONG) {
        put_frame(first, payload, size);
        if (final && ++echoes == 1) stamp("first-echo");
        if (final && echoes == expected_messages) stamp("last-echo");
    }
}

/* Takes one frame; returns its size on the wire, or 0 where it is not whole yet. */
static size_t take_frame(struct connection *c, uint8_t *at, size_t size) {
    if (size < 2) return 0;
    size_t length = at[1] & 127, header = 2;
    if (length == 126) {
        if (size < 4) return 0;
        length = at[2] << 8 | at[3], header = 4;
    } else if (length == 127) {
        if (size < 10) return 0;
        length = 0, header = 10;
        for (int i = 2; i < 10; i++) length = length > MAX_FRAME ? length : length << 8 | at[i];
    }
    if (!(at[1] & 128)) return put_close(c, 1002), size;
    if (length > MAX_FRAME) return put_close(c, 1009), size;
    if (size < header + 4 + length) return 0;
    uint8_t *mask = at + header, *payload = mask + 4;
    for (size_t i = 0; i < length; i++) payload[i] ^= mask[i & 3];
    on_frame(c, at[0], payload, length);
    return header + 4 + length;
}

static void refuse(struct connection *c, const char *status) {
    out_size += sprintf((char *)out + out_size, "HTTP/1.1 %s\r\nConnection: close\r\n\r\n", status);
    c->closing = 1;
}

/* Takes the upgrade request; returns its size on the wire, or 0 where it is not whole yet. */
static size_t take_request(struct connection *c, uint8_t *at, size_t size) {
    uint8_t *end = memmem(at, size, "\r\n\r\n", 4);
    if (!end && size < MAX_REQUEST) return 0;
    if (!end) return refuse(c, "431 Request Header Fields Too Large"), size;
    *end = 0;
    char *key = strcasestr((char *)at, "\r\nSec-WebSocket-Key:");
    key = key ? key + 20 + strspn(key + 20, " ") : NULL;
    if (!key || strcspn(key, "\r ") != 24) return refuse(c, "400 Bad Request"), size;
    char accept[29];
    accept_of(key, accept);
    out_size += sprintf((char *)out + out_size,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: %s\r\n\r\n",
                        accept);
    c->upgraded = 1;
    return end + 4 - at;
}

/* Reads once and answers everything that is whole. */
static void on_readable(int fd) {
    struct connection *c = &connections[fd];
    size_t kept = c->unparsed.size, at = 0, taken;
    if (kept > 0) memcpy(in, c->unparsed.at, kept);
    ssize_t got = recv(fd, in + kept, IO, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) return drop(fd);
    size_t size = kept + got;
    int was_upgraded = c->upgraded;
    out_size = 0;
    while (at < size && !c->closing) {
        taken = c->upgraded ? take_frame(c, in + at, size - at) : take_request(c, in + at, size - at);
        if (taken == 0) break;
        at += taken;
    }
    if (size > at || kept > 0) keep(&c->unparsed, in + at, size - at);
    int upgraded = !was_upgraded && c->upgraded;
    if ((out_size > 0 || c->closing) && !flush(fd)) return;
    if (upgraded && ++upgrades == expected_connections) stamp("connected");
}

static void on_acceptable(int listener) {
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
        if (fd < 0 && (errno == EAGAIN || errno == ECONNABORTED)) return;
        if (fd < 0) fail("accept4");
        if (fd >= MAX_FDS) {
            fprintf(stderr, "echo_server: descriptor %d, at most %d are supported\n", fd, MAX_FDS);
            exit(1);
        }
        if (++accepted == 1) stamp("accepted");
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        connections[fd] = (struct connection){.open = 1};
        watch(fd, EPOLL_CTL_ADD, EPOLLIN);
    }
}

static int listen_on_a_free_port(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 4096) < 0)
        fail("listen");
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("port %d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

int main(int argc, char **argv) {
    if (argc != 3) return fprintf(stderr, "usage: echo_server CONNECTIONS MESSAGES\n"), 2;
    expected_connections = atol(argv[1]), expected_messages = atol(argv[2]);
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    poller = epoll_create1(0);
    int listener = listen_on_a_free_port();
    watch(listener, EPOLL_CTL_ADD, EPOLLIN);
    while (gone < expected_connections) {
        struct epoll_event ready[512];
        int count = epoll_wait(poller, ready, 512, -1);
        if (count < 0 && errno != EINTR) fail("epoll_wait");
        for (int i = 0; i < count; i++) {
            int fd = ready[i].data.fd;
            if (fd == listener) {
                on_acceptable(listener);
            } else if (ready[i].events & EPOLLOUT) {
                out_size = 0;
                if (connections[fd].open) flush(fd);
            } else if (connections[fd].open) {
                on_readable(fd);
            }
        }
    }
    printf("total %ld %ld %ld\n", upgrades, echoes, clean);
    return 0;
}
