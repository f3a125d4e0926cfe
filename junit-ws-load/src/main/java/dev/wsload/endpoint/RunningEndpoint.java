package dev.wsload.endpoint;

import dev.wsload.machine.StackGroup;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;

/**
 * An endpoint that accepts connections. Thread-safe.
 *
 * @since 0.1
 */
public interface RunningEndpoint extends AutoCloseable {
    /** Returns where it listens, path included. */
    URI uri();

    /** Returns what the hosted code threw and nobody handled so far: of each class the first 100, oldest first; nothing if external. */
    List<Throwable> uncaught();

    /** Returns how many errors nobody handled so far, those beyond the first 100 of a class too. */
    long uncaughtCount();

    /** Returns how many connections the hosted server has; empty if it is external, or does not count because it has no faults. */
    default OptionalInt connections() {
        return OptionalInt.empty();
    }

    /**
     * Collects the garbage of this JVM, and returns how many connections of the hosted server are over and still in memory, as somebody
     * refers to them; empty if it is external, or the JVM does not collect when it is asked to ({@code -XX:+DisableExplicitGC}).
     */
    default OptionalInt endedInMemory() {
        return OptionalInt.empty();
    }

    /** Returns how many handlers are running on worker threads of the hosted server, about; empty if it is external. */
    default OptionalInt runningHandlers() {
        return OptionalInt.empty();
    }

    /** Returns where the threads of the hosted server stand in the endpoint's own code; nothing if it is external. */
    default List<StackGroup> threads() {
        return List.of();
    }

    /** Lets the faults of the hosted server strike that wait for the whole fleet to have connected, or have been held. */
    default void arrived() {}

    /** Stops it, if it is hosted: its connections end, its threads and its port are gone on return. Idempotent. */
    @Override
    void close();

    /** Returns a server that somebody else runs: closing leaves it alone, and its errors are not seen. */
    static RunningEndpoint external(Endpoint.External endpoint) {
        return new ExternalEndpoint(endpoint.uri());
    }
}
