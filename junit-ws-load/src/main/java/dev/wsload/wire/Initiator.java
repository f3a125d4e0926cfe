package dev.wsload.wire;

/**
 * Who sent the first close frame of a connection.
 *
 * @since 0.1
 */
public enum Initiator {
    /** The client: this fleet's side. */
    CLIENT,
    /** The server. */
    SERVER,
    /** Neither side sent a close frame. */
    NOBODY
}
