package dev.wsload.client;

/**
 * A client could not do what it was told; the sentence names the client, what happened and what was awaited.
 *
 * @since 0.1
 */
public final class WsClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isTimeout;

    /** Creates an exception with one sentence. */
    public WsClientException(String sentence) {
        this(sentence, false);
    }

    /** Creates one, and says whether the client has waited in vain. */
    public WsClientException(String sentence, boolean isTimeout) {
        super(sentence);
        this.isTimeout = isTimeout;
    }

    /** Says whether what the client awaited (a message, a pong, an end) had not come when its time was over. */
    public boolean isTimeout() {
        return isTimeout;
    }
}
