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
    static final String EXTENSION = "permessage-deflate";
    static final int MIN_WINDOW_BITS = 8;
    static final int MAX_WINDOW_BITS = 15;

    /** What a client offers unless told otherwise: context takeover on both sides, windows of 15 bits. */
    public static final DeflateParameters DEFAULT =
            new DeflateParameters(false, false, MAX_WINDOW_BITS, MAX_WINDOW_BITS);

    /**
     * Refuses windows that do not exist.
     *
     * @throws IllegalArgumentException if a window is not 8 to 15 bits
     */
    public DeflateParameters {
        checkWindow("serverMaxWindowBits", serverMaxWindowBits);
        checkWindow("clientMaxWindowBits", clientMaxWindowBits);
    }

    /**
     * Returns the offer as it stands in {@code Sec-WebSocket-Extensions}. It always says {@code client_max_window_bits},
     * so that the server may ask for a smaller window.
     */
    String toOffer() {
        return EXTENSION
                + (serverNoContextTakeover ? "; server_no_context_takeover" : "")
                + (clientNoContextTakeover ? "; client_no_context_takeover" : "")
                + (serverMaxWindowBits < MAX_WINDOW_BITS ? "; server_max_window_bits=" + serverMaxWindowBits : "")
                + "; client_max_window_bits"
                + (clientMaxWindowBits < MAX_WINDOW_BITS ? "=" + clientMaxWindowBits : "");
    }

    private static void checkWindow(String name, int bits) {
        if (bits < MIN_WINDOW_BITS || bits > MAX_WINDOW_BITS) {
            throw new IllegalArgumentException(name + " = " + bits
                    + ", must be 8 to 15 (RFC 7692 section 7.1.2); leave it at 15 for the best compression");
        }
    }
}
