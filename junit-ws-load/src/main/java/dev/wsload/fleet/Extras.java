package dev.wsload.fleet;

import dev.wsload.wire.Closure;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** What only a connection needs that scripts or single calls reach for; its loop alone touches it. */
final class Extras {
    private final int inboxMessages;
    private final CompletableFuture<Optional<Closure>> end = new CompletableFuture<>();
    private Inbox inbox;
    private Map<ByteBuffer, CompletableFuture<OptionalLong>> pings;

    Extras(int inboxMessages) {
        this.inboxMessages = inboxMessages;
    }

    /** Returns the untaken messages; the inbox itself is thread-safe. */
    Inbox inbox() {
        if (inbox == null) {
            inbox = new Inbox(inboxMessages);
            end.thenRun(inbox::end);
        }
        return inbox;
    }

    /** Completes with the closure, or empty when the connection could not open; thread-safe. */
    CompletableFuture<Optional<Closure>> end() {
        return end;
    }

    /**
     * Completes with the time of arrival, in nanoseconds of the JVM's clock, when a pong brings this payload back; empty
     * when the connection ends first.
     */
    CompletableFuture<OptionalLong> awaitPong(ByteBuffer payload) {
        if (pings == null) {
            pings = new HashMap<>();
        }
        return pings.computeIfAbsent(payload, key -> new CompletableFuture<>());
    }

    void forgetPing(ByteBuffer payload) {
        if (pings != null) {
            pings.remove(payload);
        }
    }

    void pong(ByteBuffer payload) {
        CompletableFuture<OptionalLong> waiting = pings == null ? null : pings.remove(payload);
        if (waiting != null) {
            waiting.complete(OptionalLong.of(System.nanoTime()));
        }
    }

    /** Ends every wait; without a closure when the connection could not open. */
    void ended(Optional<Closure> closure) {
        end.complete(closure);
        if (pings != null) {
            pings.values().forEach(waiting -> waiting.complete(OptionalLong.empty()));
        }
    }
}
