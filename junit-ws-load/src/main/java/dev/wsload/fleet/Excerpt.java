package dev.wsload.fleet;

import java.nio.ByteBuffer;

/** The beginning of some bytes, as it may stand in a text. */
final class Excerpt {
    static final int BYTES = 48;

    private Excerpt() {}

    /** Returns the first bytes, those that are not printable ASCII as {@code \x81}; leaves the position as it is. */
    static String escaped(ByteBuffer bytes) {
        StringBuilder text = new StringBuilder();
        int end = Math.min(bytes.limit(), bytes.position() + BYTES);
        for (int at = bytes.position(); at < end; at++) {
            append(text, bytes.get(at) & 0xFF);
        }
        return text.append(end < bytes.limit() ? "..." : "").toString();
    }

    private static void append(StringBuilder text, int octet) {
        if (octet >= ' ' && octet <= '~' && octet != '\\') {
            text.append((char) octet);
        } else {
            text.append(String.format("\\x%02x", octet));
        }
    }
}
