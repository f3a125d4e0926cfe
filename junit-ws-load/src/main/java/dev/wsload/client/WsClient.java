package dev.wsload.client;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.DeflateParameters;
import java.time.Duration;
import java.util.Optional;

/**
 * One client of a fleet, in blocking style: for scripts, and for tests that reach for one client by its index.
 *
 * <p>Thread-safe: any thread may call any method. Sends return when the client's event loop has taken the message, in
 * the order of the calls; they wait while the client's send buffer is full, because the server does not read.
 *
 * @since 0.1
 */
public interface WsClient {
    /** Returns the client's number in its fleet, from 0. */
    int index();

    /** Says whether the connection is open: handshake done, no close frame sent or received, TCP alive. */
    boolean isOpen();

    /** Returns the subprotocol that the server chose; empty if none, or if the client has not opened. */
    Optional<String> subprotocol();

    /**
     * Returns what the server agreed to of permessage-deflate (RFC 7692 section 5); empty if it declined, or if the client
     * has not opened.
     */
    Optional<DeflateParameters> compression();

    /**
     * Sends a text message.
     *
     * @throws WsClientException when the connection is not open, or the server did not read for the send timeout
     */
    void send(String text);

    /**
     * Sends a binary message.
     *
     * @throws WsClientException as {@link #send(String)}
     */
    void send(byte[] binary);

    /**
     * Takes the next message that nobody has taken yet, waiting for it if need be.
     *
     * @param within the longest wait
     * @throws WsClientException when none came in time, the connection ended first, or messages had to be dropped
     *     because the inbox was full
     */
    WsMessage receive(Within within);

    /**
     * Takes the next message and checks that it is this text.
     *
     * @throws WsClientException when it is another message, or as {@link #receive(Within)}
     */
    void expect(String text, Within within);

    /**
     * Sends a ping and waits for the pong with the same payload (RFC 6455 section 5.5.3).
     *
     * @return the round-trip time
     * @throws WsClientException when no such pong came in time
     */
    Duration ping(Within within);

    /**
     * Performs the close handshake: sends a close frame, waits for the server's and for the end of TCP, both within
     * the fleet's close timeout.
     *
     * @param code a sendable code
     * @return how the connection ended
     * @throws IllegalArgumentException when the code must not be sent (RFC 6455 section 7.4), or the reason is longer
     *     than 123 bytes of UTF-8
     */
    Closure close(CloseCode code, String reason);

    /** Closes with an empty reason. */
    default Closure close(CloseCode code) {
        return close(code, "");
    }

    /** Drops the TCP connection at once with a reset, without a close handshake. */
    void abort();

    /** Returns how the connection ended; empty while it has not. */
    Optional<Closure> closure();

    /** Waits until the connection has ended, whoever ends it. */
    Closure awaitClosure(Within within);
}
