package dev.wsload.result;

/**
 * Why a client could not connect.
 *
 * @since 0.1
 */
public enum FailureKind {
    /** The host name has no address. */
    UNKNOWN_HOST("unknown host"),
    /** This process ran out of file descriptors. */
    NO_DESCRIPTORS("no file descriptor left in this process"),
    /** The source address has no local port left. */
    NO_PORTS("no local port left"),
    /** This process, or the kernel, has no memory left for a connection. */
    OUT_OF_MEMORY("out of memory"),
    /** Nothing listens on the port. */
    REFUSED("connection refused"),
    /** TCP did not connect within the connect timeout. */
    CONNECT_TIMEOUT("connect timeout"),
    /** The TLS handshake failed. */
    TLS("TLS handshake failed"),
    /** The server's answer to the upgrade did not come within the handshake timeout. */
    HANDSHAKE_TIMEOUT("handshake timeout"),
    /** The server reset the connection before the handshake was done. */
    RESET("reset during the handshake"),
    /** The server closed the connection before the handshake was done. */
    EOF("closed during the handshake"),
    /** The server answered with another HTTP status than 101. */
    HTTP_STATUS("HTTP status"),
    /** The server's answer breaks RFC 6455. */
    INVALID_HANDSHAKE("invalid handshake"),
    /** The fleet was closed before this client had connected. */
    CANCELLED("cancelled"),
    /** A fault that the test injected ended the connection on purpose. */
    INJECTED("ended by an injected fault"),
    /** Anything else; the detail has it. */
    OTHER("other");

    private final String label;

    FailureKind(String label) {
        this.label = label;
    }

    /** Returns the kind in words. */
    public String label() {
        return label;
    }
}
