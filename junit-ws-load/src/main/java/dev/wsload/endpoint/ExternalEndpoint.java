package dev.wsload.endpoint;

import java.net.URI;
import java.util.List;

/** A server that somebody else runs. */
record ExternalEndpoint(URI uri) implements RunningEndpoint {
    @Override
    public List<Throwable> uncaught() {
        return List.of();
    }

    @Override
    public long uncaughtCount() {
        return 0;
    }

    @Override
    public void close() {
        // Not ours to stop.
    }
}
