package dev.wsload.result;

import java.nio.ByteBuffer;

/** The letters behind a stamp, copied from one table. */
final class Filler {
    private static final int LETTERS = 26;
    private static final int CHUNK = LETTERS * 40;
    private static final byte[] TABLE = table();

    private Filler() {}

    private static byte[] table() {
        byte[] table = new byte[CHUNK + LETTERS];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) ('a' + i % LETTERS);
        }
        return table;
    }

    /** Puts letters, beginning at one that depends on {@code turn}. */
    static void put(ByteBuffer out, int bytes, int turn) {
        int offset = Math.floorMod(turn, LETTERS);
        for (int left = bytes; left > 0; left -= CHUNK) {
            out.put(TABLE, offset, Math.min(left, CHUNK));
        }
    }
}
