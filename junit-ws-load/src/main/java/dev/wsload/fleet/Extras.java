package dev.wsload.fleet;

import dev.wsload.wire.Closure;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What only a connection needs that scripts or single calls reach for; its loop alone touches it. */
final class Extras {
    private final int inboxMessages;
    private final CompletableFuture<Closure> end = new CompletableFuture<>();
    private Inbox inbox;
    private Map<ByteBuffer, CompletableFuture<Long>> pings;

    Extras(int inboxMessages) {
        this.inboxMessages = inboxMessages;
    }

    /** Returns the untaken messages; the inbox itself is thread-safe. */
    Inbox inbox() {
        if (inbox == null) {
            inbox = new Inbox(inboxMessages);
            end.thenAccept(inbox::end);
        }
        return inbox;
    }

    /** Completes with the closure, or with null when the connection never opened; thread-safe. */
    CompletableFuture<Closure> end() {
        return end;
    }

    /** Completes with the time of arrival, in nanoseconds of the JVM's clock, when a pong brings this payload back. */
    CompletableFuture<Long> awaitPong(ByteBuffer payload) {
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
        CompletableFuture<Long> waiting = pings == null ? null : pings.remove(payload);
        if (waiting != null) {
            waiting.complete(System.nanoTime());
        }
    }

    void ended(Closure closure) {
        end.complete(closure);
    }
}
