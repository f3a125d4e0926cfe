package dev.wsload.wire;

/**
 * A side of a WebSocket connection. Clients mask every frame, servers none (RFC 6455 section 5.1).
 *
 * @since 0.1
 */
public enum Role {
    /** The side that opened the connection. */
    CLIENT,
    /** The side that accepted it. */
    SERVER
}
