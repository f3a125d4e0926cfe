package dev.wsload.wire;

import java.nio.ByteBuffer;

/**
 * Validates UTF-8 that arrives in pieces (RFC 3629 section 4, asked for by RFC 6455 section 8.1). The whole memory
 * between two pieces is one number, so that an idle connection carries no validator.
 */
final class Utf8Validator {
    /** Between two characters: where a text starts, and where it must end. */
    static final int COMPLETE = 0;

    private static final int ONE_MORE = 1;
    private static final int TWO_MORE = 2;
    private static final int THREE_MORE = 3;
    private static final int AFTER_E0 = 4;
    private static final int AFTER_ED = 5;
    private static final int AFTER_F0 = 6;
    private static final int AFTER_F4 = 7;
    private static final int MALFORMED = -1;

    /** For each state the lowest and the highest next byte, and the state behind it; index 0 is not looked up. */
    private static final int[] LOWEST = {0, 0x80, 0x80, 0x80, 0xA0, 0x80, 0x90, 0x80};

    private static final int[] HIGHEST = {0, 0xBF, 0xBF, 0xBF, 0xBF, 0x9F, 0xBF, 0x8F};
    private static final int[] NEXT = {0, COMPLETE, ONE_MORE, TWO_MORE, ONE_MORE, ONE_MORE, TWO_MORE, TWO_MORE};

    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8Validator() {}

    /**
     * Reads on, without moving the buffer's position.
     *
     * @param state {@link #COMPLETE} at the start of a text, else what the last call returned
     * @return the state after the last byte; or, negative, {@code ~index} of the first byte that no text has here
     */
    static int advance(int state, ByteBuffer bytes, int from, int to) {
        int current = state;
        for (int i = from; i < to; i++) {
            if (current == COMPLETE) {
                i = skipAscii(bytes, i, to);
                if (i == to) {
                    return COMPLETE;
                }
            }
            current = next(current, bytes.get(i) & 0xFF);
            if (current == MALFORMED) {
                return ~i;
            }
        }
        return current;
    }

    private static int skipAscii(ByteBuffer bytes, int from, int to) {
        int i = from;
        while (to - i >= Long.BYTES && (bytes.getLong(i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes.get(i) >= 0) {
            i++;
        }
        return i;
    }

    private static int next(int state, int octet) {
        if (state == COMPLETE) {
            return lead(octet);
        }
        return octet >= LOWEST[state] && octet <= HIGHEST[state] ? NEXT[state] : MALFORMED;
    }

    private static int lead(int octet) {
        if (octet < 0x80) {
            return COMPLETE;
        }
        if (octet < 0xC2 || octet > 0xF4) {
            return MALFORMED;
        }
        return switch (octet) {
            case 0xE0 -> AFTER_E0;
            case 0xED -> AFTER_ED;
            case 0xF0 -> AFTER_F0;
            case 0xF4 -> AFTER_F4;
            default -> octet < 0xE0 ? ONE_MORE : octet < 0xF0 ? TWO_MORE : THREE_MORE;
        };
    }
}
