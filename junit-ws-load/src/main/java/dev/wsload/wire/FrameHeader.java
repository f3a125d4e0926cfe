package dev.wsload.wire;

import java.nio.ByteBuffer;

/**
 * The header of the frame that is being read, checked byte by byte against the rules that need no look at other frames
 * (RFC 6455 section 5.2). One object serves all frames of a connection.
 */
final class FrameHeader {
    private static final int FIN = 0x80;
    private static final int RSV1 = 0x40;
    private static final int RSV = 0x70;
    private static final int MASKED = 0x80;
    private static final int MAX_CONTROL_PAYLOAD = 125;

    private final boolean fromClient;
    private final boolean deflate;
    private byte first;
    private byte seen;
    private byte size = 2;
    private int mask;
    private long length;

    FrameHeader(boolean fromClient, boolean deflate) {
        this.fromClient = fromClient;
        this.deflate = deflate;
    }

    /** Takes header bytes, no more; returns whether the header is complete. */
    boolean read(ByteBuffer in) throws ProtocolViolation {
        while (seen < size) {
            if (!in.hasRemaining()) {
                return false;
            }
            take(in.get() & 0xFF);
        }
        return true;
    }

    /** Makes ready for the next header; this one's opcode, bits and length can be read until its first byte comes. */
    void clear() {
        seen = 0;
        size = 2;
    }

    boolean isComplete() {
        return seen == size;
    }

    boolean isStarted() {
        return seen > 0;
    }

    int firstByte() {
        return first & 0xFF;
    }

    Opcode opcode() {
        return Opcode.of(first & 0xF);
    }

    boolean fin() {
        return (first & FIN) != 0;
    }

    boolean compressed() {
        return (first & RSV1) != 0;
    }

    /** Returns the masking key as it applies from this payload byte on; 0 for an unmasked frame. */
    int maskAt(long offset) {
        return Integer.rotateLeft(mask, Byte.SIZE * (int) (offset & 3));
    }

    long length() {
        return length;
    }

    private void take(int octet) throws ProtocolViolation {
        seen++;
        if (seen == 1) {
            takeFirst(octet);
        } else if (seen == 2) {
            takeSecond(octet);
        } else if (seen <= lengthEnd()) {
            takeLength(octet);
        } else {
            mask = mask << Byte.SIZE | octet;
        }
    }

    private int lengthEnd() {
        return fromClient ? size - Integer.BYTES : size;
    }

    private void takeFirst(int octet) throws ProtocolViolation {
        first = (byte) octet;
        Opcode opcode = opcode();
        if (opcode == null) {
            throw broken("opcode 0x%X is reserved (RFC 6455 section 5.2)", octet & 0xF);
        }
        int allowed = deflate && !opcode.isControl() && opcode != Opcode.CONTINUATION ? RSV1 : 0;
        if ((octet & RSV & ~allowed) != 0) {
            throw broken(
                    "first byte 0x%02X sets a reserved bit that nothing negotiated allows on a %s frame (RFC 6455 section 5.2)",
                    octet, opcode);
        }
        if (opcode.isControl() && !fin()) {
            throw broken(
                    "a %s frame without FIN: control frames must not be fragmented (RFC 6455 section 5.5)", opcode);
        }
    }

    private void takeSecond(int octet) throws ProtocolViolation {
        boolean masked = (octet & MASKED) != 0;
        if (masked != fromClient) {
            throw broken(
                    masked
                            ? "a masked %s frame: a server must not mask (RFC 6455 section 5.1)"
                            : "an unmasked %s frame: a client must mask every frame (RFC 6455 section 5.1)",
                    opcode());
        }
        length = octet & ~MASKED;
        if (opcode().isControl() && length > MAX_CONTROL_PAYLOAD) {
            throw broken("a %s frame of more than 125 bytes: length field %d (RFC 6455 section 5.5)", opcode(), length);
        }
        int lengthBytes = length < 126 ? 0 : length == 126 ? Short.BYTES : Long.BYTES;
        size = (byte) (2 + lengthBytes + (masked ? Integer.BYTES : 0));
        length = lengthBytes == 0 ? length : 0;
    }

    private void takeLength(int octet) throws ProtocolViolation {
        length = length << Byte.SIZE | octet;
        if (seen == lengthEnd()) {
            checkLength(seen == 2 + Short.BYTES ? 126 : 0x1_0000);
        }
    }

    private void checkLength(int smallest) throws ProtocolViolation {
        if (length < 0) {
            throw broken("a 64-bit payload length with its highest bit set: 0x%X (RFC 6455 section 5.2)", length);
        }
        if (length < smallest) {
            throw broken(
                    "payload length %d in %d bytes: the minimal number of bytes must be used (RFC 6455 section 5.2)",
                    length, lengthEnd() - 2);
        }
    }

    private static ProtocolViolation broken(String rule, Object... values) {
        return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, rule.formatted(values));
    }
}
