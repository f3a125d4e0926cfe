package dev.wsload.testkit;

import java.net.URI;

/** A WebSocket server that somebody else wrote, on a free port of the loopback address. */
public interface TestServer extends AutoCloseable {
    /** The echo endpoint. */
    URI uri();

    /** Another path of the same server. */
    default URI uri(String path) {
        return uri().resolve(path);
    }

    @Override
    void close();
}
