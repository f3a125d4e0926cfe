package dev.wsload.endpoint;

import java.net.URI;
import java.util.List;

/** STUB: an endpoint that accepts connections now. */
public interface RunningEndpoint extends AutoCloseable {
    /** Where it listens. */
    URI uri();

    /** Errors that nobody handled in the hosted code so far, oldest first, the first 100; empty for an external endpoint. */
    List<Throwable> uncaught();

    /** How many there were in all. */
    long uncaughtCount();

    /** Stops it. Idempotent. */
    @Override
    void close();

    /** A server that somebody else runs: close() leaves it alone. */
    static RunningEndpoint external(Endpoint.External endpoint) {
        throw new UnsupportedOperationException();
    }
}
