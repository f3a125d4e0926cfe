package dev.wsload.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on bare sockets, a thread for each connection, with one defect. It is the main class of a JVM of its own: whoever looks
 * for the defect has the URI and nothing else.
 */
public final class FaultyServer {
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** What is wrong with it. */
    public enum Defect {
        NONE,
        /** All that RFC 6455 permits and few servers do. */
        PERMITTED,
        /** Closes with 1000 whenever a client has said five things. */
        POLITE,
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
        MIXES_UP
    }

    private final Defect defect;
    private final ServerSocket listening;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final ExecutorService pool = Executors.newFixedThreadPool(20);
    private final AtomicInteger accepted = new AtomicInteger();
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
        System.out.println(server.listening.getLocalPort());
        Thread parent = new Thread(server::endWithParent);
        parent.setDaemon(true);
        parent.start();
        server.accept();
    }

    private void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException gone) {
            // the same
        }
        Runtime.getRuntime().halt(0);
    }

    private void accept() throws IOException, InterruptedException {
        if (defect == Defect.CRASH) {
            clock.schedule(() -> Runtime.getRuntime().halt(1), 2_000, TimeUnit.MILLISECONDS);
        }
        if (defect == Defect.STUCK) {
            clock.schedule(stuck::countDown, 2_000, TimeUnit.MILLISECONDS);
        }
        if (defect == Defect.SHUTDOWN) {
            clock.schedule(this::shutDown, 2_000, TimeUnit.MILLISECONDS);
        }
        if (defect == Defect.DROPS_ALL) {
            clock.schedule(() -> all.forEach(Connection::drop), 2_000, TimeUnit.MILLISECONDS);
        }
        while (defect != Defect.ACCEPTS_TWENTY || accepted.get() < 20) {
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
        private final int number;
        private final long begun = System.nanoTime();
        private int messages;

        Connection(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        void serve() {
            try {
                socket.setTcpNoDelay(true);
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                String key = request(in);
                if (!upgrade(key)) {
                    return;
                }
                all.add(this);
                synchronized (list) {
                    list.add(this);
                }
                if (defect == Defect.POOL) {
                    pool.execute(() -> converse(in));
                } else {
                    converse(in);
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

        private String request(DataInputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                head.write(in.readUnsignedByte());
            }
            return head.toString(StandardCharsets.ISO_8859_1)
                    .replaceAll("(?is).*sec-websocket-key: *([^\r\n]*).*", "$1")
                    .trim();
        }

        private boolean upgrade(String key) throws IOException {
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
            if (stuck.getCount() == 0) {
                hang();
            }
            if (defect == Defect.SLOW_UPGRADE || defect == Defect.UPGRADE_DEADLINE) {
                synchronized (pool) {
                    pause(20);
                }
            }
            if (defect == Defect.UPGRADE_DEADLINE
                    && System.nanoTime() - begun > Duration.ofMillis(700).toNanos()) {
                socket.setSoLinger(true, 0);
                socket.close();
                return false;
            }
            if (defect.name().startsWith("STATUS_")) {
                write(("HTTP/1.1 " + defect.name().substring(7)
                                + " No\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                socket.close();
                return false;
            }
            write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            return true;
        }

        private void converse(DataInputStream in) {
            try {
                begin();
                while (true) {
                    int first = in.readUnsignedByte();
                    byte[] payload = payload(in);
                    switch (first & 0xF) {
                        case 1, 2 -> message(first & 0xF, payload);
                        case 8 -> {
                            synchronized (this) {
                                frame(8, payload);
                            }
                            leave();
                            return;
                        }
                        case 9 -> frame(10, payload);
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
                case STALE_DEADLINE -> clock.schedule(() -> close(0, ""), 1_500, TimeUnit.MILLISECONDS);
                case STALE_DEADLINE_CUT -> clock.schedule(this::drop, 1_500, TimeUnit.MILLISECONDS);
                case LIFETIME -> clock.schedule(() -> close(1001, ""), 1_500, TimeUnit.MILLISECONDS);
                case IDLE_TIMEOUT -> socket.setSoTimeout(1_000);
                default -> {}
            }
        }

        private byte[] payload(DataInputStream in) throws IOException {
            int second = in.readUnsignedByte();
            long length = second & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            if ((second & 0x80) == 0) {
                throw new EOFException("unmasked");
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes((int) length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return payload;
        }

        private void message(int opcode, byte[] payload) throws IOException {
            messages++;
            if (stuck.getCount() == 0) {
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
                case PERMITTED -> inPieces(opcode, payload);
                case POLITE -> {
                    frame(opcode, payload);
                    if (messages == 5) {
                        close(1000, "that is all");
                    }
                }
                case CODE_1006 -> answerOrClose(opcode, payload, 1006);
                case NO_STATUS -> answerOrClose(opcode, payload, 0);
                case CODE_1011 -> answerOrClose(opcode, payload, 1011);
                default -> frame(opcode, payload);
            }
        }

        /** Fragments, empty ones too, control frames between them, a pong that nobody asked for, byte by byte. */
        private void inPieces(int opcode, byte[] payload) throws IOException {
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            int half = payload.length / 2;
            frames.writeBytes(new byte[] {(byte) 0x8A, 1, 'p', (byte) opcode, (byte) half});
            frames.write(payload, 0, half);
            frames.writeBytes(new byte[] {(byte) 0x89, 2, 'h', 'i', 0, 0});
            frames.writeBytes(new byte[] {(byte) 0x80, (byte) (payload.length - half)});
            frames.write(payload, half, payload.length - half);
            for (byte one : frames.toByteArray()) {
                write(new byte[] {one});
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
                    } else {
                        one.frame(opcode, payload);
                    }
                }
            }
        }

        private void frame(int opcode, byte[] payload) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            header(frame, opcode, payload.length);
            if (defect == Defect.MASKED) {
                frame.write(new byte[4]);
            }
            frame.write(payload);
            write(frame.toByteArray());
        }

        /** Without a lock, in two writes. */
        private void torn(int opcode, byte[] payload) {
            try {
                ByteArrayOutputStream header = new ByteArrayOutputStream();
                header(header, opcode, payload.length);
                write(header.toByteArray());
                Thread.yield();
                write(payload);
            } catch (IOException gone) {
                all.remove(this);
            }
        }

        private void header(ByteArrayOutputStream frame, int opcode, int length) {
            int mask = defect == Defect.MASKED ? 0x80 : 0;
            frame.write(0x80 | opcode);
            if (length < 126) {
                frame.write(mask | length);
            } else {
                frame.write(mask | 126);
                frame.write(length >> 8);
                frame.write(length);
            }
        }

        private void close(int code, String reason) {
            try {
                byte[] text = reason.getBytes(StandardCharsets.UTF_8);
                byte[] payload = code == 0 ? new byte[0] : new byte[2 + text.length];
                if (code != 0) {
                    payload[0] = (byte) (code >> 8);
                    payload[1] = (byte) code;
                    System.arraycopy(text, 0, payload, 2, text.length);
                }
                synchronized (this) {
                    frame(8, payload);
                }
                socket.shutdownOutput();
            } catch (IOException gone) {
                drop();
            }
        }

        private void write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
        }

        private void leave() {
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

    private static String accept(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
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
