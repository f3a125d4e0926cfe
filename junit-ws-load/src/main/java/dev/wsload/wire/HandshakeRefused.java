package dev.wsload.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The server did not open the WebSocket: another HTTP status than 101, or an answer that breaks RFC 6455. */
public final class HandshakeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final Header[] headers;
    private final String body;

    /**
     * Creates a refusal.
     *
     * @param httpStatus the HTTP status of a well-formed answer other than 101, or 0 when the answer broke a rule
     * @param sentence what was wrong, and the value seen
     */
    public HandshakeRefused(int httpStatus, String sentence) {
        this(httpStatus, sentence, List.of(), "");
    }

    /**
     * Creates a refusal of which more is known.
     *
     * @param headers of the answer
     * @param body the first characters of the answer's body, as far as they have come
     */
    HandshakeRefused(int httpStatus, String sentence, List<Header> headers, String body) {
        super(sentence, null, false, false);
        this.httpStatus = httpStatus;
        this.headers = headers.toArray(new Header[0]);
        this.body = body;
    }

    /** Returns the HTTP status, 0 when the answer broke a rule. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Returns the value of the first of the answer's headers with this name; empty if it has none, or broke a rule. */
    public Optional<String> header(String name) {
        return Arrays.stream(headers)
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** Returns the first characters of the answer's body, with blanks for line breaks; empty where none came. */
    public String body() {
        return body;
    }
}
