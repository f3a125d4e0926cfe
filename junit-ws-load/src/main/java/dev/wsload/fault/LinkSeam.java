package dev.wsload.fault;

import java.time.Duration;

/**
 * What a fault can do to the bytes of a connection, below TLS. Shapes hold from the call on, until another call changes them.
 *
 * @since 0.1
 */
public non-sealed interface LinkSeam extends Seam {
    /** Resets the connection: the server meets a RST. What has not been sent is dropped. */
    void reset();

    /**
     * Ends the connection without a close frame: the server meets a FIN, or a RST if the client has not read everything. What has
     * not been sent is dropped.
     */
    void drop();

    /** Ends the sending half of TCP: the server meets a FIN. What has not been sent is dropped; reading goes on. */
    void halfClose();

    /** Sends nothing any more; what is sent waits, within the client's send buffer. Reset when the fleet ends. */
    void stopWriting();

    /** Reads nothing any more: the receive window fills, and the server's writes block. Reset when the fleet ends. */
    void stopReading();

    /** Neither reads nor sends for this long, zero or more, and goes on then. */
    void stall(Duration time);

    /**
     * Lets every byte sent wait this long, in order.
     *
     * @param latency zero or more
     * @param jitter up to this is added at random, zero or more
     */
    void delay(Duration latency, Duration jitter);

    /**
     * Sends in segments of so many bytes, the next one not before a pause is over.
     *
     * @param bytes at least 1
     * @param pause zero or more
     */
    void slice(int bytes, Duration pause);

    /** Sends in whole again. */
    void sliceNoMore();

    /** Reads and sends no more than so many bytes a second each, at least 1. */
    void limit(long bytesPerSecond);

    /** Reads no more than so many bytes a second, at least 1. */
    void limitReading(long bytesPerSecond);
}
