package dev.wsload.endpoint;

import java.net.URI;
import java.util.List;

/** STUB: an endpoint that accepts connections now. */
public interface RunningEndpoint extends AutoCloseable {
    /** Where it listens. */
    URI uri();

    /** Errors that nobody handled in the hosted code so far, oldest first; empty for an external endpoint. */
    List<Throwable> uncaught();

    /** Stops it. */
    @Override
    void close();
}
