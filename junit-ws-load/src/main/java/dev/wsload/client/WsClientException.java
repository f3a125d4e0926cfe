package dev.wsload.client;

/**
 * A client could not do what it was told; the sentence names the client, what happened and what was awaited.
 *
 * @since 0.1
 */
public final class WsClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with one sentence. */
    public WsClientException(String sentence) {
        super(sentence);
    }
}
