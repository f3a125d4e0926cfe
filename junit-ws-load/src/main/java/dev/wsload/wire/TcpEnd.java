package dev.wsload.wire;

/**
 * How the TCP connection below a WebSocket ended, as the client saw it.
 *
 * @since 0.1
 */
public enum TcpEnd {
    /** The server closed its side in order (FIN), or answered the client's FIN with its own. */
    FIN,
    /** The server reset the connection (RST), noticed while reading or while writing: one event, two faces. */
    RESET,
    /** The server did not end the connection within the close time limit, so that the client dropped it. */
    TIMEOUT,
    /** The client dropped the connection itself, on purpose, without waiting for the server. */
    ABORTED,
    /** TCP has not ended. */
    NEVER
}
