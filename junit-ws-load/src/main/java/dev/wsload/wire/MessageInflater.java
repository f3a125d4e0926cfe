package dev.wsload.wire;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The receiving half of permessage-deflate (RFC 7692 section 7.2.2). Compressed bytes are inflated as they arrive, into
 * the message's own bounded buffer, so that a compression bomb costs no more than the bound.
 *
 * <p>A block marked as final ends the compressed stream: the window is empty behind it. Without context takeover a message
 * that ends inside a block is found out; with it, only what follows can show that. Holds native memory until closed. Not
 * thread-safe.
 *
 * @since 0.1
 */
public final class MessageInflater implements AutoCloseable {
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    private static final byte[] FINAL_EMPTY_BLOCK = {1, 0, 0, (byte) 0xFF, (byte) 0xFF};

    private final Inflater inflater = new Inflater(true);
    private final boolean noContextTakeover;
    private boolean streamEnded;

    /**
     * Creates the inflater that the agreement asks for.
     *
     * @param agreed what both sides agreed on
     * @param role the side that inflates: a client inflates with the server's parameters
     */
    public MessageInflater(DeflateParameters agreed, Role role) {
        noContextTakeover = role == Role.CLIENT ? agreed.serverNoContextTakeover() : agreed.clientNoContextTakeover();
    }

    /** Inflates a piece of a message; the piece is used up. */
    void inflate(ByteBuffer piece, MessageBuffer out) throws ProtocolViolation {
        if (!piece.hasRemaining()) {
            return;
        }
        streamEnded = false;
        try {
            drain(piece, out);
        } catch (DataFormatException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Inflates what the sender left out at the end of the message (section 7.2.1). */
    void finish(MessageBuffer out) throws ProtocolViolation {
        if (!streamEnded) {
            inflate(ByteBuffer.wrap(TAIL), out);
        }
        if (noContextTakeover) {
            inflate(ByteBuffer.wrap(FINAL_EMPTY_BLOCK), out);
            if (!streamEnded) {
                throw invalid("the message ends inside a block");
            }
        }
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        inflater.end();
    }

    private void drain(ByteBuffer in, MessageBuffer out) throws DataFormatException, ProtocolViolation {
        inflater.setInput(in);
        boolean more = true;
        while (more) {
            more = inflater.inflate(out.room()) > 0;
            out.checkRoomFor(0);
            if (inflater.finished()) {
                inflater.reset();
                inflater.setInput(in);
                streamEnded = !in.hasRemaining();
                more = !streamEnded;
            }
        }
    }

    /** RFC 7692 names no code; RFC 6455 section 7.4.1 gives 1007 to data that does not fit the type of its message. */
    private static ProtocolViolation invalid(String what) {
        return new ProtocolViolation(
                CloseCode.INVALID_PAYLOAD_DATA,
                "a message marked as compressed that is not DEFLATE data: " + what + " (RFC 7692 section 7.2.2)");
    }
}
