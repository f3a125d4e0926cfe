package dev.wsload.wire;

/**
 * The kind of a frame (RFC 6455 section 5.2 and 11.8).
 *
 * @since 0.1
 */
public enum Opcode {
    /** A further fragment of a message. */
    CONTINUATION(0x0),
    /** The first or only fragment of a text message. */
    TEXT(0x1),
    /** The first or only fragment of a binary message. */
    BINARY(0x2),
    /** A close frame. */
    CLOSE(0x8),
    /** A ping. */
    PING(0x9),
    /** A pong. */
    PONG(0xA);

    private static final Opcode[] OF_BITS = new Opcode[16];

    static {
        for (Opcode opcode : values()) {
            OF_BITS[opcode.bits] = opcode;
        }
    }

    private final int bits;

    Opcode(int bits) {
        this.bits = bits;
    }

    /** Returns the opcode of these four bits, null for the reserved ones: 3 to 7 and 11 to 15. */
    static Opcode of(int bits) {
        return OF_BITS[bits];
    }

    /** Returns the four bits on the wire. */
    public int bits() {
        return bits;
    }

    /** Says whether frames of this kind are control frames: at most 125 bytes, never fragmented (section 5.5). */
    public boolean isControl() {
        return bits >= 0x8;
    }
}
