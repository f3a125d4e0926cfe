package dev.wsload.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server on bare sockets that treats some clients otherwise than others, or all of them at certain times; a thread for each
 * connection. The main class of a JVM of its own, like {@link FaultyServer}.
 */
public final class WaywardServer {
    /** What it does. */
    public enum Quirk {
        /** Every fourth upgrade is never answered. */
        EVERY_FOURTH_HANGS,
        /** Stands still for 2.5 s at the first upgrade, and then takes 20 ms for each. */
        STALLS_AT_FIRST,
        /** Every third path is unknown. */
        EVERY_THIRD_404,
        /** From the 61st on it answers 503. */
        SIXTY_AND_503,
        /** Takes 200 in all, as it never frees a place. It broadcasts. */
        KEEPS_PLACES,
        /** A backlog of 5, and 8 ms to accept. */
        SMALL_BACKLOG,
        /** Each new connection ends the one before it. */
        ONE_SESSION,
        /** Each new connection beyond 60 ends the oldest. */
        NEWEST_SIXTY,
        /** Every fourth client gets no answers. */
        SHARD,
        /** Whoever has said nothing for a second is not heard any more. */
        FORGETS,
        /** Each answer takes a second. */
        LATE,
        /** It stands still once, from 1.5 s after the first message on. */
        PAUSES,
        /** It stands still for a second and a half once, from 1.5 s after the first message on. */
        HICCUP,
        /** The first message of each takes 1.2 s. */
        FIRST_IS_SLOW,
        /** Every fourth client is served in 340 ms, the others at once. */
        EVERY_FOURTH_IS_SLOW,
        /** Drops whoever has sent 48 KiB. */
        BYTE_QUOTA,
        /** It pings all every second, and drops whoever has not been noted since; it notes nobody. */
        HEARTBEAT,
        /** It ends a third of its connections at a time. */
        SWEEPS,
        /** From an age of 2.4 s on the next message ends the connection. */
        WRITE_DEADLINE,
        /** Every third connection ends at an age of 3.2 s. */
        PART_OF_AN_AGE,
        /** The first message ends the connection. */
        FIRST_MESSAGE,
        ANOTHER_CODE,
        NO_CLOSE_REPLY,
        TCP_FOR_CLOSE,
        EMPTY_PONG,
        NO_PONG,
        /** A broadcast ends at the first that has gone. */
        BREAKS_OFF,
        /** Every eighth is never put on the list. */
        NOT_ON_THE_LIST,
        /** Each is put on the list a second after it has connected. */
        LATE_ON_THE_LIST,
        /** Each is put on the list a quarter of a second after it has connected. */
        A_MOMENT_LATE_ON_THE_LIST,
        /** Each is put on the list at its first message. */
        ON_THE_LIST_ONCE_IT_SPEAKS,
        /** Every third is on the list twice. */
        TWICE_ON_THE_LIST,
        /** It broadcasts. */
        CHAT,
        /** It broadcasts, and somebody is on its list who does not read. */
        CHAT_WITH_A_STRANGER,
        /** It broadcasts to all but the sender. */
        OTHERS,
        /** It broadcasts to every fourth: four rooms. */
        ROOMS,
        /** Beyond 40 it says 1000 to each new one. */
        FORTY_AND_1000,
        /** It sends back. */
        ECHO,
        /** Frames without FIN. */
        NO_FIN,
        /** 125 and 126 are the same to it. */
        LENGTH_OF_126,
        /** Of a length it writes the last 16 bits, and all of the message. */
        LENGTH_IN_16_BITS,
        /** Answers with the first 4,096 bytes. */
        CUTS
    }

    private final Quirk quirk;
    private final ServerSocket listening;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final AtomicInteger accepted = new AtomicInteger();
    private final Semaphore places = new Semaphore(60);
    private final List<Peer> open = new CopyOnWriteArrayList<>();
    private final List<Peer> list = new ArrayList<>();
    /** When the first upgrade, or the first message, came. */
    private final AtomicLong first = new AtomicLong();

    /** Else its socket is collected. */
    private volatile RawClient stranger;

    private WaywardServer(Quirk quirk) throws IOException {
        this.quirk = quirk;
        listening = new ServerSocket(0, quirk == Quirk.SMALL_BACKLOG ? 5 : 4_096, InetAddress.getByName("127.0.0.1"));
    }

    /** @param args the name of the quirk */
    public static void main(String[] args) throws IOException {
        WaywardServer server = new WaywardServer(Quirk.valueOf(args[0]));
        ChildServer.announce(server.listening.getLocalPort());
        if (server.quirk == Quirk.SWEEPS) {
            for (int sweep = 0; sweep < 3; sweep++) {
                int remainder = sweep;
                server.clock.schedule(() -> server.sweep(remainder), 1_000 + 700 * sweep, TimeUnit.MILLISECONDS);
            }
        }
        if (server.quirk == Quirk.CHAT_WITH_A_STRANGER) {
            server.clock.execute(server::letAStrangerIn);
        }
        if (server.quirk == Quirk.HEARTBEAT) {
            server.clock.scheduleAtFixedRate(server::beat, 1_000, 1_000, TimeUnit.MILLISECONDS);
        }
        server.accept();
    }

    private void letAStrangerIn() {
        try {
            stranger = RawClient.connect(URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void beat() {
        for (Peer one : open) {
            if (one.isPinged) {
                one.drop();
            } else {
                one.ping();
            }
        }
    }

    private void sweep(int remainder) {
        open.stream().filter(one -> one.number % 3 == remainder).forEach(one -> one.close(1001));
    }

    private void accept() throws IOException {
        while (true) {
            if (quirk == Quirk.KEEPS_PLACES && accepted.get() == 200) {
                pause(Long.MAX_VALUE);
            }
            Peer peer = new Peer(listening.accept(), accepted.getAndIncrement());
            if (quirk == Quirk.SMALL_BACKLOG) {
                pause(8);
            }
            Thread thread = new Thread(peer::serve);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private long age(long since) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    private static void pause(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Peer {
        private final Socket socket;
        private final ScriptedPeer wire;
        private final int number;
        private final long since = System.nanoTime();
        private volatile long heard = since;
        private volatile boolean isPinged;
        private int messages;
        private long bytes;

        Peer(Socket socket, int number) {
            this.socket = socket;
            wire = new ScriptedPeer(socket);
            this.number = number;
        }

        void serve() {
            try {
                socket.setTcpNoDelay(true);
                if (upgrade()) {
                    opened();
                    converse();
                }
            } catch (IOException gone) {
                // it is
            } finally {
                drop();
            }
        }

        private boolean upgrade() throws IOException {
            wire.request();
            if (quirk == Quirk.EVERY_FOURTH_HANGS && number % 4 == 1) {
                pause(Long.MAX_VALUE);
            }
            if (quirk == Quirk.STALLS_AT_FIRST) {
                synchronized (places) {
                    pause(first.compareAndSet(0, 1) ? 2_500 : 20);
                }
            }
            boolean isUnknown = quirk == Quirk.EVERY_THIRD_404 && number % 3 == 1;
            if (isUnknown || quirk == Quirk.SIXTY_AND_503 && !places.tryAcquire()) {
                wire.answer(isUnknown ? "HTTP/1.1 404 No" : "HTTP/1.1 503 Full", "Content-Length: 0");
                return false;
            }
            return true;
        }

        /** Whoever has heard that it is connected is on the list. */
        private void opened() throws IOException {
            synchronized (list) {
                wire.accept();
                int most = quirk == Quirk.ONE_SESSION ? 1 : quirk == Quirk.NEWEST_SIXTY ? 60 : Integer.MAX_VALUE;
                if (open.size() >= most) {
                    open.remove(0).close(4409);
                }
                open.add(this);
                putOnTheList();
            }
            if (quirk == Quirk.FORTY_AND_1000 && number >= 40) {
                close(1000);
            }
            if (quirk == Quirk.PART_OF_AN_AGE && number % 3 == 0) {
                clock.schedule(() -> close(1001), 3_200, TimeUnit.MILLISECONDS);
            }
        }

        private void putOnTheList() {
            switch (quirk) {
                case LATE_ON_THE_LIST -> clock.schedule(this::register, 1_000, TimeUnit.MILLISECONDS);
                case A_MOMENT_LATE_ON_THE_LIST -> clock.schedule(this::register, 250, TimeUnit.MILLISECONDS);
                case ON_THE_LIST_ONCE_IT_SPEAKS -> {}
                case NOT_ON_THE_LIST -> {
                    if (number % 8 != 5) {
                        list.add(this);
                    }
                }
                case TWICE_ON_THE_LIST -> {
                    list.add(this);
                    if (number % 3 == 0) {
                        list.add(this);
                    }
                }
                default -> list.add(this);
            }
        }

        private void register() {
            synchronized (list) {
                list.add(this);
            }
        }

        private void registerOnce() {
            synchronized (list) {
                if (!list.contains(this)) {
                    list.add(this);
                }
            }
        }

        private void converse() throws IOException {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (true) {
                RawFrame frame = RawFrame.read(in);
                boolean isForgotten = quirk == Quirk.FORGETS && age(heard) > 1_000;
                if (isForgotten) {
                    continue;
                }
                heard = System.nanoTime();
                switch (frame.opcode()) {
                    case 1, 2 -> message(frame.opcode(), frame.payload());
                    case 8 -> {
                        answerClose(frame.payload());
                        return;
                    }
                    case 9 -> answerPing(frame.payload());
                    default -> {}
                }
            }
        }

        private void message(int opcode, byte[] payload) throws IOException {
            switch (quirk) {
                case SHARD -> {
                    if (number % 4 != 2) {
                        send(opcode, payload);
                    }
                }
                case LATE -> clock.schedule(() -> answer(opcode, payload), 1_000, TimeUnit.MILLISECONDS);
                case PAUSES -> afterAPause(opcode, payload, 6_000);
                case HICCUP -> afterAPause(opcode, payload, 3_000);
                case WRITE_DEADLINE -> {
                    if (age(since) > 2_400) {
                        drop();
                    }
                    send(opcode, payload);
                }
                case FIRST_IS_SLOW -> {
                    pause(messages++ == 0 ? 1_200 : 0);
                    send(opcode, payload);
                }
                case EVERY_FOURTH_IS_SLOW -> {
                    pause(number % 4 == 1 ? 340 : 0);
                    send(opcode, payload);
                }
                case BYTE_QUOTA -> {
                    bytes += payload.length;
                    if (bytes > 48 << 10) {
                        drop();
                    }
                    send(opcode, payload);
                }
                case FIRST_MESSAGE -> drop();
                case ON_THE_LIST_ONCE_IT_SPEAKS -> {
                    registerOnce();
                    broadcast(opcode, payload);
                }
                case BREAKS_OFF,
                        NOT_ON_THE_LIST,
                        LATE_ON_THE_LIST,
                        A_MOMENT_LATE_ON_THE_LIST,
                        TWICE_ON_THE_LIST,
                        CHAT,
                        CHAT_WITH_A_STRANGER,
                        OTHERS,
                        ROOMS,
                        KEEPS_PLACES -> broadcast(opcode, payload);
                case NO_FIN -> wire.send(RawFrame.encode(opcode, payload));
                case LENGTH_OF_126 -> {
                    byte[] frame = RawFrame.encode(0x80 | opcode, payload);
                    wire.send(payload.length == 126 ? withoutLength(frame) : frame);
                }
                case LENGTH_IN_16_BITS -> {
                    wire.send(
                            new byte[] {(byte) (0x80 | opcode), 126, (byte) (payload.length >> 8), (byte) payload.length
                            });
                    wire.send(payload);
                }
                case CUTS -> send(opcode, Arrays.copyOf(payload, Math.min(payload.length, 4_096)));
                default -> send(opcode, payload);
            }
        }

        private void afterAPause(int opcode, byte[] payload, long until) throws IOException {
            first.compareAndSet(0, System.nanoTime());
            long into = age(first.get());
            if (into > 1_500 && into < until) {
                pause(until - into);
            }
            send(opcode, payload);
        }

        private byte[] withoutLength(byte[] frame) {
            byte[] shorter = new byte[frame.length - 2];
            shorter[0] = frame[0];
            shorter[1] = frame[1];
            System.arraycopy(frame, 4, shorter, 2, frame.length - 4);
            return shorter;
        }

        private void broadcast(int opcode, byte[] payload) {
            synchronized (list) {
                for (Iterator<Peer> all = list.iterator(); all.hasNext(); ) {
                    Peer one = all.next();
                    boolean isLeftOut = quirk == Quirk.OTHERS && one == this
                            || quirk == Quirk.ROOMS && one.number % 4 != number % 4;
                    if (!isLeftOut && !one.answer(opcode, payload)) {
                        if (quirk == Quirk.BREAKS_OFF) {
                            return;
                        }
                        all.remove();
                    }
                }
            }
        }

        private boolean answer(int opcode, byte[] payload) {
            try {
                send(opcode, payload);
                return true;
            } catch (IOException gone) {
                return false;
            }
        }

        private void send(int opcode, byte[] payload) throws IOException {
            wire.send(RawFrame.encode(0x80 | opcode, payload));
        }

        private void ping() {
            isPinged = true;
            try {
                send(9, new byte[0]);
            } catch (IOException gone) {
                drop();
            }
        }

        private void answerPing(byte[] payload) throws IOException {
            if (quirk != Quirk.NO_PONG) {
                send(10, quirk == Quirk.EMPTY_PONG ? "".getBytes(UTF_8) : payload);
            }
        }

        private void answerClose(byte[] payload) throws IOException {
            switch (quirk) {
                case ANOTHER_CODE -> wire.close(1001, "");
                case NO_CLOSE_REPLY -> pause(Long.MAX_VALUE);
                case TCP_FOR_CLOSE -> {}
                default -> send(8, payload);
            }
        }

        private void close(int code) {
            try {
                wire.close(code, code == 4409 ? "logged in elsewhere" : "");
                socket.shutdownOutput();
            } catch (IOException gone) {
                drop();
            }
        }

        private void drop() {
            if (open.remove(this)) {
                places.release();
            }
            try {
                socket.close();
            } catch (IOException gone) {
                // it is
            }
        }
    }
}
