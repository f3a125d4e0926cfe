package dev.wsload.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The masking of RFC 6455 section 5.3, eight bytes at a time; masking twice restores the original. */
final class Masking {
    private Masking() {}

    /**
     * Copies {@code length} bytes, masked; positions do not move. Source and target may be the same bytes.
     *
     * @param mask the masking key, first byte on the wire in the highest bits; for the middle of a payload rotated
     */
    static void apply(ByteBuffer source, int from, ByteBuffer target, int to, int length, int mask) {
        ByteOrder sourceOrder = source.order();
        ByteOrder targetOrder = target.order();
        source.order(ByteOrder.BIG_ENDIAN);
        target.order(ByteOrder.BIG_ENDIAN);
        mask(source, from, target, to, length, mask);
        source.order(sourceOrder);
        target.order(targetOrder);
    }

    private static void mask(ByteBuffer source, int from, ByteBuffer target, int to, int length, int mask) {
        long wide = (long) mask << Integer.SIZE | mask & 0xFFFF_FFFFL;
        int done = 0;
        for (; length - done >= Long.BYTES; done += Long.BYTES) {
            target.putLong(to + done, source.getLong(from + done) ^ wide);
        }
        for (int shift = Long.SIZE - Byte.SIZE; done < length; done++, shift -= Byte.SIZE) {
            target.put(to + done, (byte) (source.get(from + done) ^ wide >>> shift));
        }
    }
}
