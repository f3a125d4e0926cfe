package dev.wsload.fleet;

import java.nio.ByteBuffer;

/**
 * Ciphertext on its way through one event loop. TLS records are at most some 16 KiB (RFC 8446 section 5.2); each buffer has
 * room for several.
 */
final class TlsBuffers {
    private static final int CAPACITY = 128 * 1024;

    private final ByteBuffer incoming = ByteBuffer.allocateDirect(CAPACITY);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(CAPACITY);
    private final ByteBuffer nothing = ByteBuffer.allocateDirect(CAPACITY);

    /** Returns a buffer to read from that holds these bytes and has room behind them. */
    ByteBuffer incoming(ByteBuffer left) {
        return incoming.clear().put(left).flip();
    }

    /** Returns an empty buffer for records to be written. */
    ByteBuffer outgoing() {
        return outgoing.clear();
    }

    /** Returns room for the data of a handshake, which has none. */
    ByteBuffer nothing() {
        return nothing.clear();
    }
}
