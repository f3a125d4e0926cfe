package dev.wsload.result;

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

    /** Fills what follows from this index on with letters, beginning at one that depends on {@code turn}. */
    static void put(byte[] out, int from, int turn) {
        int offset = Math.floorMod(turn, LETTERS);
        for (int i = from; i < out.length; i += CHUNK) {
            System.arraycopy(TABLE, offset, out, i, Math.min(out.length - i, CHUNK));
        }
    }
}
