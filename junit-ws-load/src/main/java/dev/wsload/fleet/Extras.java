package dev.wsload.fleet;

import dev.wsload.wire.Closure;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What only a connection needs that scripts or single calls reach for; its loop alone touches it. */
final class Extras {
    private final Inbox inbox;
    private final Map<ByteBuffer, CompletableFuture<Long>> pings = new HashMap<>();
    private final CompletableFuture<Closure> end = new CompletableFuture<>();

    Extras(int inboxMessages) {
        inbox = new Inbox(inboxMessages);
    }

    /** Returns the untaken messages; thread-safe. */
    Inbox inbox() {
        return inbox;
    }

    /** Completes with the closure; thread-safe. */
    CompletableFuture<Closure> end() {
        return end;
    }

    /** Completes with the time of arrival, in nanoseconds of the JVM's clock, when a pong brings this payload back. */
    CompletableFuture<Long> awaitPong(ByteBuffer payload) {
        return pings.computeIfAbsent(payload, key -> new CompletableFuture<>());
    }

    void forgetPing(ByteBuffer payload) {
        pings.remove(payload);
    }

    void pong(ByteBuffer payload) {
        CompletableFuture<Long> waiting = pings.remove(payload);
        if (waiting != null) {
            waiting.complete(System.nanoTime());
        }
    }

    void ended(Closure closure) {
        inbox.end(closure);
        end.complete(closure);
    }
}
