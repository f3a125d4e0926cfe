package dev.wsload.wire;

import java.nio.ByteBuffer;

/** STUB: the sending half of permessage-deflate (RFC 7692). */
public final class MessageDeflater implements AutoCloseable {
    /** The deflater that the agreement asks for in this role. */
    public MessageDeflater(DeflateParameters agreed, Role role) {}

    /** Compresses one message; the result is valid until the next call. */
    public ByteBuffer deflate(ByteBuffer message) {
        return message;
    }

    @Override
    public void close() {}
}
