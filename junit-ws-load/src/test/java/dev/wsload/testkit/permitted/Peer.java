package dev.wsload.testkit.permitted;

import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedPeer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The server's end of one connection: a thread reads, another one writes. After a close frame it sends nothing more. */
final class Peer {
    /** Something that is sent. */
    @FunctionalInterface
    interface Act {
        void on(Peer peer) throws IOException;
    }

    private final Socket socket;
    private final ScriptedPeer wire;
    private final Manners manners;
    private final ScheduledExecutorService clock;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Peer::daemon);
    private List<Peer> room = List.of();
    private volatile int pings;
    private int answers;
    private boolean hasSaidClose;

    Peer(Socket socket, ScriptedPeer wire, Manners manners, ScheduledExecutorService clock) {
        this.socket = socket;
        this.wire = wire;
        this.manners = manners;
        this.clock = clock;
    }

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    /** Answers the handshake, enters the room, and reads until the connection ends; a message goes to everybody in the room. */
    void serve(List<Peer> everybody) throws IOException {
        manners.answer(this);
        room = everybody;
        room.add(this);
        act(manners::open);
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        RawFrame frame = RawFrame.read(in);
        while (frame.opcode() != 8) {
            heard(frame);
            frame = RawFrame.read(in);
        }
        byte[] said = frame.payload();
        act(peer -> {
            if (hasSaidClose) {
                end();
            } else {
                manners.close(this, said);
            }
        });
        wire.readToEnd();
    }

    private void heard(RawFrame frame) {
        if (frame.opcode() == 9) {
            int number = ++pings;
            act(peer -> {
                if (number == pings || manners.answersOldPings()) {
                    manners.ping(peer, frame.payload());
                }
            });
        } else if (frame.opcode() != 10) {
            byte[] payload = manners.payload(frame.firstByte(), frame.payload());
            room.forEach(one -> one.tell(frame.opcode(), payload));
        }
    }

    private void tell(int opcode, byte[] payload) {
        act(peer -> {
            answers++;
            manners.message(peer, opcode, payload);
        });
    }

    /** Does this in turn. */
    void act(Act act) {
        try {
            writer.execute(() -> {
                try {
                    act.on(this);
                } catch (IOException gone) {
                    drop();
                }
            });
        } catch (RejectedExecutionException ended) {
            // it need not be said any more
        }
    }

    /** Does this in turn, after a time. */
    void later(Duration time, Act act) {
        clock.schedule(() -> act(act), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does this again and again as long as the connection lives. */
    void every(Duration time, Act act) {
        later(time, peer -> {
            act.on(peer);
            every(time, act);
        });
    }

    /** Holds the writer up. */
    static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    ScriptedPeer wire() {
        return wire;
    }

    /** Returns how many messages have been sent or are about to be. */
    int answers() {
        return answers;
    }

    void accept(String... headerLines) throws IOException {
        wire.accept(headerLines);
    }

    void frame(int firstByte, byte[] payload) throws IOException {
        send(RawFrame.encode(firstByte, payload));
    }

    void text(String text) throws IOException {
        frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends whole frames in one write; the last may be a close frame. */
    void send(byte[] frames) throws IOException {
        if (!hasSaidClose) {
            wire.send(frames);
            hasSaidClose = (frames[0] & 0xF) == 8;
        }
    }

    /** Sends whole frames in writes of this many bytes. */
    void inSegments(byte[] frames, int size) throws IOException {
        for (int from = 0; from < frames.length && !hasSaidClose; from += size) {
            wire.send(Arrays.copyOfRange(frames, from, Math.min(from + size, frames.length)));
        }
    }

    static byte[] closePayload(int code, String reason) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(code >> 8);
        payload.write(code);
        payload.writeBytes(reason.getBytes(StandardCharsets.UTF_8));
        return payload.toByteArray();
    }

    /** Begins the close handshake. */
    void sayClose(int code, String reason) throws IOException {
        frame(0x88, closePayload(code, reason));
    }

    /** Ends TCP in order: nobody else writes any more, and the client has said all. */
    void end() {
        drop();
    }

    /** Ends the server's direction of TCP, and goes on reading. */
    void fin() throws IOException {
        wire.fin();
    }

    void drop() {
        writer.shutdown();
        try {
            socket.close();
        } catch (IOException gone) {
            // it is
        }
    }
}
