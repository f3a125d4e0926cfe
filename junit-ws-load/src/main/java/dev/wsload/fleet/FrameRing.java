package dev.wsload.fleet;

import dev.wsload.result.FrameLog;
import dev.wsload.wire.FrameEncoder;
import dev.wsload.wire.LoggedFrame;
import dev.wsload.wire.Opcode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** The last frames of one connection. Its loop alone touches it; noting a frame allocates nothing. */
final class FrameRing {
    static final int CAPACITY = 16;

    private static final int RECEIVED = 0x100;
    private static final int HEAD_BITS = 9;

    private final long begun;
    private final LongSupplier clock;
    private final long[] timesAndHeads = new long[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private int noted;
    private int lastReceived = -1;

    /**
     * Creates a ring without frames.
     *
     * @param begun when the connection opened, by the clock
     * @param clock of the loop, in nanoseconds
     */
    FrameRing(long begun, LongSupplier clock) {
        this.begun = begun;
        this.clock = clock;
    }

    void sent(Opcode opcode, boolean compressed, int length) {
        note(FrameEncoder.firstByte(opcode, compressed), length);
    }

    void received(int firstByte, long length) {
        lastReceived = noted;
        note(RECEIVED | firstByte, (int) Math.min(length, Integer.MAX_VALUE));
    }

    private void note(int head, int length) {
        int place = noted++ & CAPACITY - 1;
        timesAndHeads[place] = Math.max(0, clock.getAsLong() - begun) << HEAD_BITS | head;
        lengths[place] = length;
    }

    /** Returns what is there, with the frame that was received last as the offending one. */
    FrameLog log(int client, String offence, ByteBuffer offending) {
        int first = Math.max(0, noted - CAPACITY);
        List<LoggedFrame> frames =
                IntStream.range(first, noted).mapToObj(this::frame).toList();
        return new FrameLog(client, offence, frames, Math.max(-1, lastReceived - first), Excerpt.escaped(offending));
    }

    private LoggedFrame frame(int number) {
        int place = number & CAPACITY - 1;
        long timeAndHead = timesAndHeads[place];
        return new LoggedFrame(
                (timeAndHead & RECEIVED) != 0,
                (int) (timeAndHead & 0xFF),
                lengths[place],
                Duration.ofNanos(timeAndHead >>> HEAD_BITS));
    }
}
