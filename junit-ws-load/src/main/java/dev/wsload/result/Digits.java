package dev.wsload.result;

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

    /** Writes the number into these bytes, from the first up to the end, exclusive. */
    static void put(byte[] out, int first, int end, long number) {
        long left = number;
        for (int i = end - 1; i >= first; i--) {
            out[i] = DIGITS[(int) left & 63];
            left >>>= 6;
        }
    }

    /** Returns the number, negative when one of the bytes is no digit. */
    static long get(byte[] in, int first, int end) {
        long number = 0;
        long worst = 0;
        for (int i = first; i < end; i++) {
            long digit = VALUES[in[i] & 0xFF];
            worst |= digit;
            number = number << 6 | digit;
        }
        return worst < 0 ? -1 : number;
    }
}
