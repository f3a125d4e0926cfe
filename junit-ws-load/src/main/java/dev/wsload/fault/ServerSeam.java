package dev.wsload.fault;

import dev.wsload.wire.Header;
import dev.wsload.wire.RawFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What a fault can do to the hosted server's side of a connection.
 *
 * @since 0.1
 */
public non-sealed interface ServerSeam extends Seam {
    /** Says whether the request of the opening handshake has been answered. */
    boolean isAnswered();

    /** Notes what the seam cannot see by itself, in words such as "delayed a message"; everything else it notes on its own. */
    void note(String what);

    /** Lets the request of the opening handshake wait this long before the endpoint gets it. */
    void delayUpgrade(Duration time);

    /** The same, but one request at a time over the whole server: each waits for those before it. */
    void queueUpgrade(Duration time);

    /**
     * Answers the request of the opening handshake in place of the endpoint, and ends the connection.
     *
     * @param status of HTTP, 200 to 599, such as 503
     */
    void refuseUpgrade(int status, List<Header> headers);

    /** Sends these bytes as they are, behind the frame that is under way; they wait until the connection has opened. */
    void sendRaw(ByteBuffer bytes);

    /** Sends frames that an edit has held back; nothing is noted of that. */
    void sendHeld(List<RawFrame> frames);

    /**
     * Changes what the endpoint sends from now on. Several changes apply in the order in which they were asked for.
     *
     * @param what in words, noted for each frame that is changed, such as "lost a message"; not if empty
     * @param edit from one whole frame to those that are sent in its place, in their order; called in turn
     */
    void editFrames(String what, Function<RawFrame, List<RawFrame>> edit);

    /**
     * Sends a close frame with this payload as it is and ends the connection; the endpoint hears nothing more.
     *
     * @param payload right or wrong; empty for a close frame without a status
     */
    void close(ByteBuffer payload);

    /** Resets the connection: the client meets a RST. */
    void reset();

    /** Lets the endpoint's next write fail, and with it the connection; nothing is sent any more, no close frame either. */
    void failWrites();

    /** Runs this once, as soon as nothing has come from the client for so long, more than zero. */
    void afterSilence(Duration time, Runnable action);

    /** Runs this when a message begins that is longer than so many bytes, 0 or more; it is not given to the endpoint. */
    void onMessageOver(long bytes, Runnable action);

    /**
     * Runs this in the endpoint's handler, before each of its messages from now on, on the thread that the handler runs on; so
     * it may throw, which is what the handler throws then, or {@link #block}. It must do nothing else to the seam, which belongs to
     * the I/O thread.
     */
    void inHandler(Runnable action);

    /** Blocks for this time, or until the server stops, if that is sooner; to be used {@link #inHandler} only. */
    void block(Duration time);
}
