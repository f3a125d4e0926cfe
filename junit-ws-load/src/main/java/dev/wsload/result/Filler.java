package dev.wsload.result;

import java.nio.ByteBuffer;
import java.util.zip.Checksum;

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

    /** Puts letters, beginning at one that depends on {@code turn}, and adds them to the checksum. */
    static void put(ByteBuffer out, int bytes, int turn, Checksum checksum) {
        int offset = Math.floorMod(turn, LETTERS);
        for (int left = bytes; left > 0; left -= CHUNK) {
            int length = Math.min(left, CHUNK);
            out.put(TABLE, offset, length);
            checksum.update(TABLE, offset, length);
        }
    }
}
