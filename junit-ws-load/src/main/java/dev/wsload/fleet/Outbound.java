package dev.wsload.fleet;

import dev.wsload.wire.FrameEncoder;
import dev.wsload.wire.MessageDeflater;
import dev.wsload.wire.Opcode;
import dev.wsload.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The sending half of one connection: frames go to the socket at once where it takes them; the rest waits here, within a
 * bound, until the socket is writable again. A failed write is told to the connection once, and nothing is sent after it.
 */
final class Outbound {
    private static final int CONTROL_ALLOWANCE = 1024;

    private final OutputBuffer shared;
    private final int maxUnsentBytes;
    private final Consumer<IOException> failed;
    private Link link;
    private MessageDeflater deflater;
    private FrameRing frames;
    private ByteBuffer unsent;
    private Queue<Sending> waiting;
    private Queue<Strike> cutters;
    private boolean broken;

    Outbound(OutputBuffer shared, int maxUnsentBytes, Consumer<IOException> failed) {
        this.shared = shared;
        this.maxUnsentBytes = maxUnsentBytes;
        this.failed = failed;
    }

    void attach(Link below) {
        link = below;
    }

    void compressWith(MessageDeflater negotiated) {
        deflater = negotiated;
    }

    /** Notes from now on here what is sent. */
    void noteIn(FrameRing ring) {
        frames = ring;
    }

    /** Says whether a message of this size may be sent now; one message of any size may when nothing waits. */
    boolean hasRoom(int payloadBytes) {
        return unsent == null
                || unsent.remaining() + FrameEncoder.frameSize(payloadBytes, Role.CLIENT) <= maxUnsentBytes;
    }

    /** Says whether a pong may still be sent; past that the peer does not read, and pongs may be skipped. */
    boolean hasRoomForControl() {
        return unsent == null || unsent.remaining() <= maxUnsentBytes + CONTROL_ALLOWANCE;
    }

    /** Says whether bytes wait for the socket. */
    boolean isBlocked() {
        return unsent != null;
    }

    /** Attempts this again when there is room, or when the connection has ended; lets go of those given up meanwhile. */
    void whenRoom(Sending sending) {
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        waiting.removeIf(Sending::isOver);
        waiting.add(sending);
    }

    void sendMessage(Opcode kind, ByteBuffer payload) {
        if (deflater == null) {
            sendFrame(kind, false, payload);
        } else {
            sendFrame(kind, true, deflater.deflate(payload));
        }
    }

    void sendControl(Opcode kind, ByteBuffer payload) {
        sendFrame(kind, false, payload);
    }

    int nextMask() {
        return shared.nextMask();
    }

    /** Cuts the next frame in two, and lets a fault strike between the halves. */
    void cutNextFrame(Strike strike) {
        if (cutters == null) {
            cutters = new ArrayDeque<>();
        }
        cutters.add(strike);
    }

    private void sendFrame(Opcode opcode, boolean compressed, ByteBuffer payload) {
        if (frames != null) {
            frames.sent(opcode, compressed, payload.remaining());
        }
        if (cutters != null) {
            sendCut(opcode, compressed, payload);
            return;
        }
        int size = FrameEncoder.frameSize(payload.remaining(), Role.CLIENT);
        if (unsent == null && size <= OutputBuffer.CAPACITY) {
            ByteBuffer out = shared.claim(this, size);
            FrameEncoder.encodeMasked(out, opcode, compressed, shared.nextMask(), payload);
            shared.release(this);
        } else {
            shared.uncork();
            ByteBuffer tail = tail(size);
            FrameEncoder.encodeMasked(tail, opcode, compressed, shared.nextMask(), payload);
            appended(tail);
            flush();
        }
    }

    private void sendCut(Opcode opcode, boolean compressed, ByteBuffer payload) {
        Strike strike = cutters.remove();
        cutters = cutters.isEmpty() ? null : cutters;
        shared.uncork();
        int size = FrameEncoder.frameSize(payload.remaining(), Role.CLIENT);
        ByteBuffer frame = ByteBuffer.allocate(size);
        FrameEncoder.encodeMasked(frame, opcode, compressed, shared.nextMask(), payload);
        int cut = strike.cut(size);
        write(frame.flip().limit(cut));
        strike.strike();
        write(frame.limit(size));
    }

    /** Returns the room behind what waits, for so many bytes more; {@link #appended} counts them in. */
    private ByteBuffer tail(int bytes) {
        if (unsent == null) {
            unsent = ByteBuffer.allocate(bytes).limit(0);
        } else if (unsent.capacity() - unsent.limit() < bytes) {
            int needed = unsent.remaining() + bytes;
            unsent = ByteBuffer.allocate(needed + (needed >> 1)).put(unsent).flip();
        }
        return unsent.duplicate().limit(unsent.capacity()).position(unsent.limit());
    }

    private void appended(ByteBuffer tail) {
        unsent.limit(tail.position());
    }

    /** Writes to the socket what it takes of these bytes, and keeps the rest. */
    void write(ByteBuffer bytes) {
        if (unsent == null) {
            tryWrite(bytes);
        }
        if (bytes.hasRemaining() && !broken) {
            appended(tail(bytes.remaining()).put(bytes));
        }
    }

    /** Goes on writing; called when the socket is writable. */
    void flush() {
        if (unsent != null) {
            tryWrite(unsent);
        } else {
            tryWrite(OutputBuffer.NOTHING);
        }
        if (unsent != null && !unsent.hasRemaining()) {
            unsent = null;
        }
        if (unsent == null) {
            wake();
        }
    }

    private void tryWrite(ByteBuffer bytes) {
        if (broken) {
            return;
        }
        try {
            if (link.flush() && bytes.hasRemaining()) {
                link.write(bytes);
            }
        } catch (IOException e) {
            broken = true;
            unsent = null;
            failed.accept(e);
        }
    }

    /** Drops what waits, for the connection has ended. */
    void close() {
        broken = true;
        unsent = null;
        if (deflater != null) {
            deflater.close();
            deflater = null;
        }
        wake();
    }

    private void wake() {
        Queue<Sending> ready = waiting;
        waiting = null;
        if (ready != null) {
            ready.forEach(Sending::attempt);
        }
    }
}
