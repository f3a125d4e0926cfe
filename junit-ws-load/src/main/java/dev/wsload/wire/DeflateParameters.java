package dev.wsload.wire;

/**
 * The parameters of permessage-deflate, offered or agreed (RFC 7692 section 7.1). Immutable.
 *
 * @param serverNoContextTakeover whether the server starts every message with an empty window
 * @param clientNoContextTakeover whether the client does
 * @param serverMaxWindowBits the server's window, 8 to 15 bits
 * @param clientMaxWindowBits the client's window, 8 to 15 bits
 * @since 0.1
 */
public record DeflateParameters(
        boolean serverNoContextTakeover,
        boolean clientNoContextTakeover,
        int serverMaxWindowBits,
        int clientMaxWindowBits) {
    /** What a client offers unless told otherwise: context takeover on both sides, windows of 15 bits. */
    public static final DeflateParameters DEFAULT = new DeflateParameters(false, false, 15, 15);
}
