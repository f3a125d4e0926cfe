package dev.wsload.result;

/**
 * How far a connection had come when it failed or ended. In this order.
 *
 * @since 0.1
 */
public enum Phase {
    /** The host's name was looked up. */
    RESOLVE("while its host was looked up"),
    /** TCP connected. */
    CONNECT("while TCP connected"),
    /** The TLS handshake. */
    TLS("in the TLS handshake"),
    /** The opening handshake (RFC 6455 section 4). */
    UPGRADE("in the opening handshake"),
    /** Open: neither side had sent a close frame. */
    OPEN("while it was open"),
    /** The close handshake (RFC 6455 section 7): a side had sent a close frame. */
    CLOSING("in the close handshake");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /** Returns it in words: {@code in the TLS handshake}. */
    public String label() {
        return label;
    }
}
