package dev.wsload.result;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers of a fixed width as base-64 digits (RFC 4648 section 5), most significant first. */
final class Digits {
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = values();

    private Digits() {}

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int digit = 0; digit < DIGITS.length; digit++) {
            values[DIGITS[digit]] = (byte) digit;
        }
        return values;
    }

    static void put(ByteBuffer out, long number, int width) {
        for (int shift = 6 * (width - 1); shift >= 0; shift -= 6) {
            out.put(DIGITS[(int) (number >>> shift) & 63]);
        }
    }

    /** Returns the number, negative when one of the bytes is no digit. */
    static long get(ByteBuffer in, int index, int width) {
        long number = 0;
        long worst = 0;
        for (int i = index; i < index + width; i++) {
            long digit = VALUES[in.get(i) & 0xFF];
            worst |= digit;
            number = number << 6 | digit;
        }
        return worst < 0 ? -1 : number;
    }
}
