package dev.wsload.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.StreamConnection;

/**
 * Knows which connections of a server are over and still in memory: somebody refers to them, or to the session or channel that was on
 * them. Thread-safe.
 */
final class EndedConnections implements HttpHandler {
    private final HttpHandler next;
    private final UndertowInternals internals = new UndertowInternals();
    private final Set<Ended> ended = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<StreamConnection> collected = new ReferenceQueue<>();

    EndedConnections(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addExchangeCompleteListener((done, others) -> {
            internals.replaceUpgradeListener(done, this::noting);
            others.proceed();
        });
        next.handleRequest(exchange);
    }

    private HttpUpgradeListener noting(HttpUpgradeListener upgrade) {
        return (connection, exchange) -> {
            Ended soon = new Ended(connection, collected);
            exchange.getConnection().addCloseListener(gone -> ended.add(soon));
            forgetCollected();
            upgrade.handleUpgrade(connection, exchange);
        };
    }

    /** Collects the garbage, and returns how many are left; empty where the JVM does not collect when it is asked to. */
    OptionalInt afterCollection() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        System.gc();
        if (!garbage.refersTo(null)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                (int) ended.stream().filter(one -> !one.refersTo(null)).count());
    }

    private void forgetCollected() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            ended.remove(gone);
        }
    }

    private static final class Ended extends WeakReference<StreamConnection> {
        Ended(StreamConnection connection, ReferenceQueue<StreamConnection> collected) {
            super(connection, collected);
        }
    }
}
