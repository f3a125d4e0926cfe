package dev.wsload.result;

import java.nio.ByteBuffer;

/**
 * STUB of the ledger's message format. Mutable, single-threaded, reused: no allocation on the hot path. 32 ASCII
 * bytes (magic 2, run 6, sender 4, sequence 6, intended nanos since the run's start 8, CRC-32C over everything else 6,
 * each base-64 digits) followed by filler letters that depend on sender and sequence.
 */
public final class Stamp {
    /** The smallest payload. */
    public static final int BYTES = 32;

    public int run;
    public int sender;
    public int sequence;
    public long intendedNanos;

    /** What a payload turned out to be. */
    public enum Reading {
        /** A message of the ledger's, intact; the fields hold what it says. */
        INTACT,
        /** It carries the magic, and its checksum does not fit. */
        CORRUPTED,
        /** Not a message of the ledger's, such as a server's greeting. */
        FOREIGN
    }

    /** Writes this stamp and filler, {@code size} bytes in all. */
    public void write(ByteBuffer out, int size) {}

    /** Reads a payload (position to limit, position unchanged) into the fields. */
    public Reading read(ByteBuffer payload) {
        return Reading.FOREIGN;
    }
}
