package dev.wsload.wire;

import java.nio.ByteBuffer;

/**
 * The bytes of one message that has not ended: grows as they arrive, never by what a header announces, and never beyond
 * its bound.
 */
final class MessageBuffer {
    private static final int SMALLEST = 256;
    private static final int LARGEST = Integer.MAX_VALUE - 16;

    private final int maxBytes;
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    MessageBuffer(int maxBytes) {
        this.maxBytes = Math.min(maxBytes, LARGEST);
    }

    int size() {
        return bytes.position();
    }

    /** Refuses that the message grows by this many bytes when it would then exceed the bound. */
    void checkRoomFor(long more) throws ProtocolViolation {
        if (more > maxBytes - size()) {
            throw tooBig(size(), more, maxBytes);
        }
    }

    void append(ByteBuffer piece) throws ProtocolViolation {
        checkRoomFor(piece.remaining());
        reserve(piece.remaining());
        bytes.put(piece);
    }

    /** Returns the buffer with room for at least one byte more, to be written at its position; the room may be one byte beyond the bound. */
    ByteBuffer room() {
        reserve(1);
        return bytes;
    }

    /** Returns all bytes, from 0 to {@link #size()}; valid until the next call. */
    ByteBuffer content() {
        return bytes;
    }

    private void reserve(int more) {
        if (bytes.remaining() < more) {
            long wanted = Math.max(SMALLEST, Math.max(2L * bytes.capacity(), (long) size() + more));
            bytes = ByteBuffer.allocate((int) Math.min(wanted, maxBytes + 1)).put(bytes.flip());
        }
    }

    static ProtocolViolation tooBig(int held, long more, int maxBytes) {
        return new ProtocolViolation(
                CloseCode.MESSAGE_TOO_BIG,
                "a message of at least %d bytes, more than the %d allowed here (RFC 6455 section 7.4.1)"
                        .formatted(held + Math.min(more, Long.MAX_VALUE - held), maxBytes));
    }
}
