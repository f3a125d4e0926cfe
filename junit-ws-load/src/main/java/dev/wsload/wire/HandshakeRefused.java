package dev.wsload.wire;

/** The server did not open the WebSocket: another HTTP status than 101, or an answer that breaks RFC 6455. */
public final class HandshakeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;

    /**
     * Creates a refusal.
     *
     * @param httpStatus the HTTP status of a well-formed answer other than 101, or 0 when the answer broke a rule
     * @param sentence what was wrong, and the value seen
     */
    public HandshakeRefused(int httpStatus, String sentence) {
        super(sentence, null, false, false);
        this.httpStatus = httpStatus;
    }

    /** Returns the HTTP status, 0 when the answer broke a rule. */
    public int httpStatus() {
        return httpStatus;
    }
}
