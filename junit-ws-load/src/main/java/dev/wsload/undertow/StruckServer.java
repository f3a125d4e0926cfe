package dev.wsload.undertow;

import dev.wsload.fault.HostFault;
import dev.wsload.fault.InjectedException;
import dev.wsload.fault.ServerFault;
import dev.wsload.plan.FaultPlan.Assignment;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.xnio.IoUtils;

/** What the faults of one hosted server share. Thread-safe. */
final class StruckServer {
    private final ServerFaults faults;
    private final UncaughtErrors errors;
    private final UndertowInternals internals = new UndertowInternals();
    private final AtomicLong upgradesFrom = new AtomicLong(System.nanoTime());
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
    private final Set<StruckPeer> peers = ConcurrentHashMap.newKeySet();
    private volatile boolean hasArrived;

    StruckServer(ServerFaults faults, UncaughtErrors errors) {
        this.faults = faults;
        this.errors = errors;
    }

    /** Returns a handler in front of this one that lets clients meet their faults; this one, if there are none. */
    HttpHandler gate(HttpHandler handler) {
        return faults.plan().isEmpty() ? handler : new FaultGate(handler, this);
    }

    UndertowInternals internals() {
        return internals;
    }

    /** Returns the faults of the client that asks; empty for one that no fault of the server is meant for. */
    Optional<StruckPeer> peer(HttpServerExchange exchange) {
        OptionalInt client = faults.ledger().clientAt(exchange.getConnection().getPeerAddress());
        if (client.isEmpty()) {
            return Optional.empty();
        }
        List<Assignment> assigned = faults.plan().of(client.getAsInt()).stream()
                .filter(assignment -> assignment.fault().fault() instanceof ServerFault)
                .toList();
        return assigned.isEmpty() ? Optional.empty() : Optional.of(new StruckPeer(this, exchange, assigned));
    }

    /** Counts a connection in until it ends. */
    void seen(ServerConnection connection) {
        if (connections.add(connection)) {
            connection.addCloseListener(connections::remove);
        }
    }

    void opened(StruckPeer peer) {
        peers.add(peer);
    }

    void ended(StruckPeer peer) {
        peers.remove(peer);
    }

    boolean hasArrived() {
        return hasArrived;
    }

    boolean holdsFaults() {
        return faults.ledger().areHeld();
    }

    /** Returns how many connections are open that have sent a request; empty where there are no faults, and nobody counts. */
    OptionalInt connections() {
        return faults.plan().isEmpty() ? OptionalInt.empty() : OptionalInt.of(connections.size());
    }

    /** The whole fleet has connected, or its faults have been released. */
    void arrived(Runnable stopListening) {
        hasArrived = true;
        peers.forEach(StruckPeer::arrived);
        faults.plan().conditions().crashAfter().ifPresent(after -> CompletableFuture.delayedExecutor(
                        after.toNanos(), TimeUnit.NANOSECONDS)
                .execute(() -> crash(stopListening)));
    }

    private void crash(Runnable stopListening) {
        if (stopped.getCount() == 0) {
            return;
        }
        faults.plan().ofServer().stream()
                .filter(assigned -> !((HostFault) assigned.fault().fault()).isInForceAtOnce())
                .forEach(assigned -> note(assigned, "crashed"));
        stopListening.run();
        connections.forEach(connection -> IoUtils.safeClose(connection));
    }

    void note(Assignment assignment, String what) {
        faults.ledger().note(assignment, what);
    }

    /** Adds what a fault itself has thrown. */
    void failed(Throwable thrown) {
        errors.add(thrown);
    }

    /** Returns how long the next upgrade waits if they take this long each, one at a time. */
    Duration queue(Duration time) {
        long now = System.nanoTime();
        long done = upgradesFrom.updateAndGet(free -> Math.max(free, now) + time.toNanos());
        return Duration.ofNanos(done - now);
    }

    /** Blocks for this time, or until the server stops. */
    void block(Duration time) {
        try {
            if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InjectedException("the server stops, and a handler that a fault has blocked with it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopped.countDown();
    }
}
