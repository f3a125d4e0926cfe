package dev.wsload.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on bare sockets, a thread for each connection, with one defect. It is the main class of a JVM of its own: whoever looks
 * for the defect has the URI and nothing else.
 */
public final class FaultyServer {
    /** What is wrong with it. */
    public enum Defect {
        NONE,
        STALE_DEADLINE,
        STALE_DEADLINE_CUT,
        LIFETIME,
        IDLE_TIMEOUT,
        CRASH,
        SHUTDOWN,
        SLOW_UPGRADE,
        UPGRADE_DEADLINE,
        ACCEPTS_TWENTY,
        POOL,
        WRITERS,
        MASKED,
        CODE_1006,
        NO_STATUS,
        CODE_1011,
        STATUS_401,
        STATUS_404,
        STATUS_302,
        STATUS_503,
        DROPS_ALL,
        SKIPS_NEIGHBOUR,
        LOSES_SEVENTH,
        STUCK,
        CRASH_IN_HANDSHAKE,
        ANOTHER_PROTOCOL,
        CUTS_OFF_BEYOND_TWENTY,
        SENDS_TWICE,
        MIXES_UP,
        LIMIT_OF_TWENTY,
        TURNS_AWAY_BEYOND_TWENTY,
        CODE_1013_BEYOND_TWENTY,
        QUOTA,
        CUT_IN_MESSAGE,
        DEAF,
        HANDLERS_STUCK,
        SLOW,
        LOGIN,
        TAKES_OFF_NEIGHBOUR,
        BAD_ACCEPT,
        DROPS_HALF,
        DROPS_NEW_ONES,
        STALLS_IN_MESSAGE,
        UPPER_CASE,
        /** Each upgrade waits for itself, longer than clients do. */
        PATIENT_UPGRADE,
        NEVER_UPGRADES,
        /** Eight workers, 20 ms a message. */
        POOL_OF_EIGHT,
        /** Never answers the first 120. */
        LATE_START
    }

    private final Defect defect;
    private final ServerSocket listening;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final ExecutorService pool = Executors.newFixedThreadPool(20);
    private final AtomicInteger accepted = new AtomicInteger();
    private final Semaphore places = new Semaphore(20);
    private final Semaphore workers = new Semaphore(8);
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final List<Connection> all = new CopyOnWriteArrayList<>();
    private final List<Connection> list = new ArrayList<>();

    private FaultyServer(Defect defect) throws IOException {
        this.defect = defect;
        listening = new ServerSocket(0, 4_096, InetAddress.getByName("127.0.0.1"));
    }

    /** @param args the name of the defect */
    public static void main(String[] args) throws Exception {
        FaultyServer server = new FaultyServer(Defect.valueOf(args[0]));
        ChildServer.announce(server.listening.getLocalPort());
        server.accept();
    }

    private void accept() throws IOException, InterruptedException {
        if (defect == Defect.CRASH) {
            clock.schedule(() -> Runtime.getRuntime().halt(1), 2_000, TimeUnit.MILLISECONDS);
        }
        if (defect == Defect.STUCK || defect == Defect.HANDLERS_STUCK) {
            clock.schedule(stuck::countDown, 2_000, TimeUnit.MILLISECONDS);
        }
        if (defect == Defect.SHUTDOWN) {
            clock.schedule(this::shutDown, 2_000, TimeUnit.MILLISECONDS);
        }
        if (defect == Defect.DROPS_ALL) {
            clock.schedule(() -> all.forEach(Connection::drop), 2_000, TimeUnit.MILLISECONDS);
        }
        if (defect == Defect.DROPS_HALF) {
            clock.schedule(
                    () -> all.stream().filter(one -> one.number % 2 == 0).forEach(Connection::drop),
                    2_000,
                    TimeUnit.MILLISECONDS);
        }
        while (defect != Defect.ACCEPTS_TWENTY || accepted.get() < 20) {
            if (defect == Defect.LIMIT_OF_TWENTY) {
                places.acquire();
            }
            Connection connection = new Connection(listening.accept(), accepted.getAndIncrement());
            Thread thread = new Thread(connection::serve);
            thread.setDaemon(true);
            thread.start();
        }
        Thread.currentThread().join();
    }

    private void shutDown() {
        all.forEach(connection -> connection.close(1001, ""));
        Runtime.getRuntime().halt(0);
    }

    private final class Connection {
        private final Socket socket;
        private final ScriptedPeer peer;
        private final int number;
        private final long begun = System.nanoTime();
        private volatile int messages;

        Connection(Socket socket, int number) {
            this.socket = socket;
            peer = new ScriptedPeer(socket);
            this.number = number;
        }

        void serve() {
            try {
                socket.setTcpNoDelay(true);
                if (!upgrade()) {
                    return;
                }
                all.add(this);
                synchronized (list) {
                    list.add(this);
                }
                if (defect == Defect.POOL) {
                    pool.execute(this::converse);
                } else {
                    converse();
                }
            } catch (IOException gone) {
                drop();
            }
        }

        private void hang() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean upgrade() throws IOException {
            peer.request();
            if (defect == Defect.CRASH_IN_HANDSHAKE && number == 50) {
                Runtime.getRuntime().halt(1);
            }
            if (defect == Defect.CRASH_IN_HANDSHAKE) {
                hang();
            }
            if (defect == Defect.ANOTHER_PROTOCOL) {
                socket.close();
                return false;
            }
            if (defect == Defect.CUTS_OFF_BEYOND_TWENTY && number >= 20) {
                socket.close();
                return false;
            }
            if (stuck.getCount() == 0 && defect == Defect.STUCK) {
                hang();
            }
            if (defect == Defect.BAD_ACCEPT) {
                peer.answer(
                        "HTTP/1.1 101 Switching Protocols",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(new byte[20]));
                return true;
            }
            if (defect == Defect.SLOW_UPGRADE || defect == Defect.UPGRADE_DEADLINE) {
                synchronized (pool) {
                    pause(defect == Defect.SLOW_UPGRADE ? 40 : 60);
                }
            }
            if (defect == Defect.PATIENT_UPGRADE) {
                pause(1_500);
            }
            if (defect == Defect.NEVER_UPGRADES || defect == Defect.LATE_START && number < 120) {
                hang();
            }
            if (defect == Defect.UPGRADE_DEADLINE
                    && System.nanoTime() - begun > Duration.ofSeconds(2).toNanos()) {
                socket.setSoLinger(true, 0);
                socket.close();
                return false;
            }
            if (defect.name().startsWith("STATUS_")) {
                peer.answer(
                        "HTTP/1.1 " + defect.name().substring(7) + " No",
                        "Location: /elsewhere",
                        "Content-Length: 0",
                        "Connection: close");
                socket.close();
                return false;
            }
            peer.accept();
            if (defect == Defect.DROPS_NEW_ONES || defect == Defect.TURNS_AWAY_BEYOND_TWENTY && number >= 20) {
                socket.close();
                return false;
            }
            if (defect == Defect.CODE_1013_BEYOND_TWENTY && number >= 20) {
                close(1013, "full");
            }
            return true;
        }

        private void converse() {
            try {
                begin();
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                while (true) {
                    RawFrame frame = RawFrame.read(in);
                    switch (frame.opcode()) {
                        case 1, 2 -> message(frame.opcode(), frame.payload());
                        case 8 -> {
                            frame(8, frame.payload());
                            leave();
                            return;
                        }
                        case 9 -> frame(10, frame.payload());
                        default -> {}
                    }
                }
            } catch (SocketTimeoutException idle) {
                close(0, "");
            } catch (IOException gone) {
                leave();
            }
        }

        private void begin() throws IOException {
            switch (defect) {
                case STALE_DEADLINE -> clock.schedule(() -> close(0, ""), 2_500, TimeUnit.MILLISECONDS);
                case STALE_DEADLINE_CUT -> clock.schedule(this::drop, 2_500, TimeUnit.MILLISECONDS);
                case LIFETIME -> clock.schedule(() -> close(1001, ""), 2_500, TimeUnit.MILLISECONDS);
                case IDLE_TIMEOUT -> socket.setSoTimeout(1_000);
                case LOGIN -> clock.schedule(this::endUnlessItHasSpoken, 2_000, TimeUnit.MILLISECONDS);
                case DEAF -> hang();
                default -> {}
            }
        }

        private void message(int opcode, byte[] payload) throws IOException {
            messages++;
            if (stuck.getCount() == 0 && defect == Defect.STUCK) {
                hang();
            }
            switch (defect) {
                case WRITERS -> all.forEach(other -> other.torn(opcode, payload));
                case SKIPS_NEIGHBOUR -> broadcast(opcode, payload);
                case LOSES_SEVENTH -> {
                    if (messages % 7 != 0) {
                        frame(opcode, payload);
                    }
                }
                case SENDS_TWICE -> {
                    frame(opcode, payload);
                    frame(opcode, payload);
                }
                case MIXES_UP -> all.get((number + 1) % all.size()).frame(opcode, payload);
                case QUOTA -> {
                    frame(opcode, payload);
                    if (messages == 3) {
                        close(0, "");
                    }
                }
                case CUT_IN_MESSAGE -> {
                    byte[] frame = RawFrame.encode(0x80 | opcode, payload);
                    peer.send(Arrays.copyOf(frame, messages == 3 ? frame.length / 2 : frame.length));
                    if (messages == 3) {
                        drop();
                    }
                }
                case STALLS_IN_MESSAGE -> {
                    byte[] frame = RawFrame.encode(0x80 | opcode, payload);
                    peer.send(Arrays.copyOf(frame, messages == 3 ? frame.length / 2 : frame.length));
                }
                case UPPER_CASE ->
                    frame(
                            opcode,
                            new String(payload, UTF_8).toUpperCase(Locale.ROOT).getBytes(UTF_8));
                case HANDLERS_STUCK -> {
                    if (stuck.getCount() > 0) {
                        frame(opcode, payload);
                    }
                }
                case SLOW -> {
                    synchronized (list) {
                        pause(4);
                    }
                    frame(opcode, payload);
                }
                case POOL_OF_EIGHT -> {
                    workers.acquireUninterruptibly();
                    pause(20);
                    workers.release();
                    frame(opcode, payload);
                }
                case TAKES_OFF_NEIGHBOUR -> broadcast(opcode, payload);
                case CODE_1006 -> answerOrClose(opcode, payload, 1006);
                case NO_STATUS -> answerOrClose(opcode, payload, 0);
                case CODE_1011 -> answerOrClose(opcode, payload, 1011);
                default -> frame(opcode, payload);
            }
        }

        private void answerOrClose(int opcode, byte[] payload, int code) throws IOException {
            if (number % 3 == 0 && messages == 3 + number % 5) {
                close(code, code == 1011 ? "boom" : "");
            } else {
                frame(opcode, payload);
            }
        }

        /** Walks the list by index while it takes off those who have gone: their neighbours hear nothing. */
        private void broadcast(int opcode, byte[] payload) throws IOException {
            synchronized (list) {
                for (int i = 0; i < list.size(); i++) {
                    Connection one = list.get(i);
                    if (one.socket.isClosed()) {
                        list.remove(i);
                        if (defect == Defect.TAKES_OFF_NEIGHBOUR && i < list.size()) {
                            list.remove(i);
                        }
                    } else {
                        one.frame(opcode, payload);
                    }
                }
            }
        }

        private void endUnlessItHasSpoken() {
            if (messages == 0) {
                close(0, "");
            }
        }

        private void frame(int opcode, byte[] payload) throws IOException {
            byte[] frame = RawFrame.encode(0x80 | opcode, payload);
            peer.send(defect == Defect.MASKED ? masked(frame, payload) : frame);
        }

        /** With a masking key of zeros, which leaves the payload as it is. */
        private byte[] masked(byte[] frame, byte[] payload) {
            int header = frame.length - payload.length;
            ByteBuffer masked = ByteBuffer.allocate(frame.length + 4)
                    .put(frame, 0, header)
                    .putInt(0)
                    .put(payload);
            return masked.put(1, (byte) (frame[1] | 0x80)).array();
        }

        /** Without a lock, in two writes. */
        private void torn(int opcode, byte[] payload) {
            try {
                byte[] frame = RawFrame.encode(0x80 | opcode, payload);
                peer.send(Arrays.copyOf(frame, frame.length - payload.length));
                Thread.yield();
                peer.send(payload);
            } catch (IOException gone) {
                all.remove(this);
            }
        }

        private void close(int code, String reason) {
            try {
                if (code == 0) {
                    frame(8, new byte[0]);
                } else {
                    peer.close(code, reason);
                }
                socket.shutdownOutput();
            } catch (IOException gone) {
                drop();
            }
        }

        private void leave() {
            places.release();
            all.remove(this);
            drop();
        }

        private void drop() {
            try {
                socket.close();
            } catch (IOException gone) {
                // it is
            }
        }
    }

    private static void pause(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
