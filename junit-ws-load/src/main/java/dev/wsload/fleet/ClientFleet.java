package dev.wsload.fleet;

import dev.wsload.client.WsClient;
import dev.wsload.client.WsScript;
import dev.wsload.metrics.Latency;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Workload;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Ending;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetView;
import dev.wsload.result.WorkloadResult;
import dev.wsload.wire.CloseCode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** STUB of the engine's face; the harness wraps it. Selectors of clients are predicates over their index. */
public final class ClientFleet implements FleetView, AutoCloseable {
    private ClientFleet() {}

    /** Starts the loops and begins to connect; returns at once. */
    public static ClientFleet start(URI target, LoadPlan plan) {
        throw new UnsupportedOperationException();
    }

    /** Waits until opened + failed = N; bounded by the plan's ramp and deadlines. */
    public void awaitConnected() {
        throw new UnsupportedOperationException();
    }

    /** Runs a workload to its end (everything owed has arrived, or the settle time has passed without arrivals). */
    public WorkloadResult run(Workload workload) {
        throw new UnsupportedOperationException();
    }

    /** Plays a script on every open client and waits for all; what they throw becomes errors(), origin SCRIPT. */
    public void play(WsScript script) {
        throw new UnsupportedOperationException();
    }

    /** One client by its index. */
    public WsClient client(int index) {
        throw new UnsupportedOperationException();
    }

    /** Sends to every open client that the predicate takes; returns how many that was. */
    public int send(IntPredicate who, String text) {
        throw new UnsupportedOperationException();
    }

    /** The same for a binary message. */
    public int send(IntPredicate who, byte[] binary) {
        throw new UnsupportedOperationException();
    }

    /** Pings every open client taken; does not wait for pongs (pongsReceived() counts them). */
    public int ping(IntPredicate who) {
        throw new UnsupportedOperationException();
    }

    /** Starts the close handshake on every open client taken and waits until they have ended. */
    public int close(IntPredicate who, CloseCode code, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Resets every open client taken. */
    public int abort(IntPredicate who) {
        throw new UnsupportedOperationException();
    }

    /** Pongs received by all clients so far. */
    public long pongsReceived() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int clients() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int opened() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int failed() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int open() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long messagesReceived() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long messagesSent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ClientOutcome> outcomes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Latency handshakeLatency() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<WorkloadResult> lastWorkload() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<WorkloadResult> workloads() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FleetError> errors() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long seed() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Ending ending() {
        throw new UnsupportedOperationException();
    }

    /** Ends the fleet (close handshake, 1000), stops the loops, frees everything. Idempotent. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
