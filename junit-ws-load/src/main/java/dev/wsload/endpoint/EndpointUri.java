package dev.wsload.endpoint;

import java.net.URI;

/** STUB: law of ws URIs. */
public final class EndpointUri {
    private EndpointUri() {}

    /** Parses and validates; IllegalArgumentException with one sentence. */
    public static URI parse(String text) {
        throw new UnsupportedOperationException();
    }

    /** The override with the original's path and query, unless it has its own. */
    public static URI override(URI original, URI override) {
        throw new UnsupportedOperationException();
    }
}
