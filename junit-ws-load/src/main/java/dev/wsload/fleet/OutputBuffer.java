package dev.wsload.fleet;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * The buffer in which an event loop encodes frames. While a connection is corked, because it handles what it has just
 * read, its frames gather here and leave in one write; a frame of another connection makes them leave first.
 */
final class OutputBuffer {
    static final int CAPACITY = 64 * 1024;
    static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY);
    private final SplittableRandom masks;
    private Outbound corked;

    /**
     * Creates a buffer.
     *
     * @param masks makes masking keys; seeded from a secure source (RFC 6455 section 10.3)
     */
    OutputBuffer(SplittableRandom masks) {
        this.masks = masks;
    }

    int nextMask() {
        return masks.nextInt();
    }

    void cork(Outbound owner) {
        uncork();
        corked = owner;
    }

    void uncork() {
        Outbound owner = corked;
        corked = null;
        if (owner != null && bytes.position() > 0) {
            owner.write(bytes.flip());
        }
        bytes.clear();
    }

    /** Returns the buffer with room for a frame of this connection; {@link #release} sends it on its way. */
    ByteBuffer claim(Outbound owner, int size) {
        if (corked == owner && bytes.remaining() < size) {
            cork(owner);
        } else if (corked != owner) {
            uncork();
        }
        return bytes;
    }

    void release(Outbound owner) {
        if (corked != owner) {
            owner.write(bytes.flip());
            bytes.clear();
        }
    }
}
