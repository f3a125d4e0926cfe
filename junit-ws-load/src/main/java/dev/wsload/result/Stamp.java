package dev.wsload.result;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What a message of a workload carries: who sent it, which one it is, when it was meant to leave, and a checksum over
 * everything. Plain ASCII, so that it travels as text and as binary alike.
 *
 * <pre>
 *  0   2 magic     ~w
 *  2   6 run       32 bits
 *  8   4 sender    24 bits
 * 12   6 sequence  31 bits
 * 18   8 intended  48 bits, nanoseconds since the start of the run: 3.2 days
 * 26   6 checksum  CRC-32C (RFC 3720 appendix B.4) of all other bytes, filler included
 * 32   . filler    letters a to z, turned by sender and sequence
 * </pre>
 *
 * <p>Fields are base-64 digits (RFC 4648 section 5), most significant first. One stamp serves all messages of an event
 * loop: its fields are public and mutable and nothing is allocated, since it runs for every message. Single-threaded.
 *
 * @since 0.1
 */
public final class Stamp {
    /** The smallest payload, in bytes. */
    public static final int BYTES = 32;

    private static final byte MAGIC_0 = '~';
    private static final byte MAGIC_1 = 'w';
    private static final int RUN = 2;
    private static final int SENDER = 8;
    private static final int SEQUENCE = 12;
    private static final int INTENDED = 18;
    private static final int CHECKSUM = 26;

    private final CRC32C crc = new CRC32C();
    private final byte[] head = new byte[BYTES];

    /** The run, any 32 bits. */
    public int run;

    /** The number of the client that sent the message, below 2^24. */
    public int sender;

    /** The number of the message among those of its sender, from 0. */
    public int sequence;

    /** When the message was meant to leave: nanoseconds since the start of the run, below 2^48. */
    public long intendedNanos;

    /** What a payload turned out to be. */
    public enum Reading {
        /** A message of a workload, intact; the fields hold what it says. */
        INTACT,
        /** It begins with the magic, and is cut off or its checksum does not fit. The fields mean nothing. */
        CORRUPTED,
        /** Not a message of a workload, such as a server's greeting. The fields mean nothing. */
        FOREIGN
    }

    /**
     * Fills the payload with this stamp and filler.
     *
     * @param payload at least {@link #BYTES} long
     * @throws IllegalArgumentException when it is shorter, or a field does not fit
     */
    public void write(byte[] payload) {
        requireFitting(payload.length);
        payload[0] = MAGIC_0;
        payload[1] = MAGIC_1;
        Digits.put(payload, RUN, SENDER, run & 0xFFFF_FFFFL);
        Digits.put(payload, SENDER, SEQUENCE, sender);
        Digits.put(payload, SEQUENCE, INTENDED, sequence);
        Digits.put(payload, INTENDED, CHECKSUM, intendedNanos);
        Filler.put(payload, BYTES, sender + sequence);
        crc.reset();
        crc.update(payload, 0, CHECKSUM);
        crc.update(payload, BYTES, payload.length - BYTES);
        Digits.put(payload, CHECKSUM, BYTES, crc.getValue());
    }

    /**
     * Reads a payload, from position to limit, into the fields. Leaves position and limit as they are. Allocates nothing
     * for direct buffers and for heap buffers that are not read-only.
     */
    public Reading read(ByteBuffer payload) {
        int start = payload.position();
        int size = payload.remaining();
        payload.get(start, head, 0, Math.min(size, BYTES));
        if (size < RUN || head[0] != MAGIC_0 || head[1] != MAGIC_1) {
            return Reading.FOREIGN;
        }
        if (size < BYTES || !checksumFits(payload, start)) {
            return Reading.CORRUPTED;
        }
        run = (int) Digits.get(head, RUN, SENDER);
        sender = (int) Digits.get(head, SENDER, SEQUENCE);
        sequence = (int) Digits.get(head, SEQUENCE, INTENDED);
        intendedNanos = Digits.get(head, INTENDED, CHECKSUM);
        return Reading.INTACT;
    }

    private void requireFitting(int size) {
        if (size < BYTES) {
            throw new IllegalArgumentException("size = " + size + ", must be at least " + BYTES + " bytes");
        }
        if ((sender & 0xFF00_0000) != 0 || sequence < 0 || intendedNanos >>> 48 != 0) {
            throw new IllegalArgumentException("sender = " + sender + ", sequence = " + sequence + ", intendedNanos = "
                    + intendedNanos + ": must be 0 to 2^24 - 1, 0 to 2^31 - 1 and 0 to 2^48 - 1");
        }
    }

    /** Moves the buffer's own position over the filler, since a view of it would be an allocation. */
    private boolean checksumFits(ByteBuffer payload, int start) {
        crc.reset();
        crc.update(head, 0, CHECKSUM);
        crc.update(payload.position(start + BYTES));
        payload.position(start);
        return Digits.get(head, CHECKSUM, BYTES) == crc.getValue();
    }
}
