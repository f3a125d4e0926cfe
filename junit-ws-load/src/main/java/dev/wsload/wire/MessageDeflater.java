package dev.wsload.wire;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * The sending half of permessage-deflate (RFC 7692 section 7.2.1). Holds native memory until closed. Not thread-safe.
 *
 * <p>The JDK always compresses with a window of 15 bits. A smaller window is honoured by cutting the message into chunks
 * no longer than that window and flushing fully between them, after which nothing refers back: smaller windows compress
 * worse, and have no context takeover. Without context takeover nothing is kept from one message to the next, so that
 * one deflater may then serve many connections of one thread; each holds about 256 KiB of native memory.
 *
 * @since 0.1
 */
public final class MessageDeflater implements AutoCloseable {
    private static final int TAIL_BYTES = 4;
    private static final int SMALLEST = 512;
    private static final int LARGEST_KEPT = 16 * 1024;

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final int chunkBytes;
    private final int flush;
    private ByteBuffer out = ByteBuffer.allocate(0);

    /**
     * Creates the deflater that the agreement asks for.
     *
     * @param agreed what both sides agreed on
     * @param role the side that deflates: a client deflates with the client's parameters
     */
    public MessageDeflater(DeflateParameters agreed, Role role) {
        boolean client = role == Role.CLIENT;
        int windowBits = client ? agreed.clientMaxWindowBits() : agreed.serverMaxWindowBits();
        boolean takeover = !(client ? agreed.clientNoContextTakeover() : agreed.serverNoContextTakeover());
        boolean fullWindow = windowBits == DeflateParameters.MAX_WINDOW_BITS;
        chunkBytes = fullWindow ? Integer.MAX_VALUE : 1 << windowBits;
        flush = fullWindow && takeover ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH;
    }

    /**
     * Compresses one message.
     *
     * @param message position to limit; the position moves to the limit
     * @return the payload to send with RSV1 set; valid until the next call
     */
    public ByteBuffer deflate(ByteBuffer message) {
        prepare();
        if (!message.hasRemaining()) {
            return out.put((byte) 0).flip(); // an empty block, since a flush without input writes nothing (7.2.3.6)
        }
        int limit = message.limit();
        while (message.position() < limit) {
            message.limit(message.position() + Math.min(chunkBytes, limit - message.position()));
            deflater.setInput(message);
            drain();
        }
        out.flip();
        return out.limit(out.limit() - TAIL_BYTES);
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        deflater.end();
    }

    private void prepare() {
        out = out.capacity() > LARGEST_KEPT || out.capacity() == 0 ? ByteBuffer.allocate(SMALLEST) : out.clear();
    }

    /** Writes until room is left, which says that the flush is complete. */
    private void drain() {
        do {
            if (out.remaining() < SMALLEST / 2) {
                out = ByteBuffer.allocate(2 * out.capacity()).put(out.flip());
            }
            deflater.deflate(out, flush);
        } while (!out.hasRemaining());
    }
}
