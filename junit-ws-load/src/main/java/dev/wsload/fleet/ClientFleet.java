package dev.wsload.fleet;

import dev.wsload.client.Within;
import dev.wsload.client.WsClient;
import dev.wsload.client.WsMessage;
import dev.wsload.client.WsScript;
import dev.wsload.machine.Jvm;
import dev.wsload.metrics.Latency;
import dev.wsload.metrics.LatencyRecorder;
import dev.wsload.plan.CannotJudge;
import dev.wsload.plan.FaultPlan;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Workload;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Ending;
import dev.wsload.result.FaultLedger;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetView;
import dev.wsload.result.FrameLog;
import dev.wsload.result.Injection;
import dev.wsload.result.WorkloadResult;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Opcode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Thousands of clients on a few event loops. Thread-safe, but workloads run one at a time.
 *
 * @since 0.1
 */
public final class ClientFleet implements FleetView, AutoCloseable {
    private final LoadPlan plan;
    private final ErrorLog errors = new ErrorLog();
    private final FaultLedger faults;
    private final FirstOffence firstOffence = new FirstOffence();
    private final Shards shards;
    private final Crowd crowd;
    private final WorkloadRunner workloads;
    private volatile Optional<WorkloadResult> faultFree = Optional.empty();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Ending ending;

    private ClientFleet(Target target, LoadPlan plan, FaultLedger faults) {
        this.plan = plan;
        this.faults = faults;
        shards = Shards.of(FleetSettings.of(plan, target, errors, faults, firstOffence));
        ending = new FleetEnding(shards);
        crowd = new Crowd(shards, plan, errors);
        workloads = new WorkloadRunner(shards, plan.seed(), plan.timeouts().settle());
    }

    /**
     * Starts the loops and begins to connect; returns at once.
     *
     * @param target where to, {@code ws} or {@code wss}
     * @param faults keeps what faults do
     * @throws IllegalArgumentException when the target or the handshake's headers are not valid
     */
    public static ClientFleet start(URI target, LoadPlan plan, FaultLedger faults) {
        return start(new Target(target, plan), plan, faults);
    }

    /** The same with a ledger of its own. */
    public static ClientFleet start(URI target, LoadPlan plan) {
        return start(target, plan, new FaultLedger());
    }

    static ClientFleet start(Target target, LoadPlan plan, FaultLedger faults) {
        Preload.run();
        ClientFleet fleet = new ClientFleet(target, plan, faults);
        long origin = System.nanoTime();
        for (Shard shard : fleet.shards.all()) {
            shard.loop.start();
            shard.loop.execute(() -> shard.begin(origin));
        }
        return fleet;
    }

    /** Waits until opened + failed = N; bounded by the plan's ramp and deadlines. */
    public void awaitConnected() {
        shards.all().forEach(shard -> shard.settled().join());
    }

    /** Lets the faults strike that wait for the whole fleet to have connected, or have been held until now. */
    public void arrived() {
        faultFree = lastWorkload();
        shards.onEach(shard -> shard.each(Connection::arrived));
    }

    /**
     * Runs a workload to its end: everything owed has arrived, or nothing has come or gone for the settle time.
     *
     * @throws IllegalStateException when no client is open, another workload runs, or the thread was interrupted
     */
    public WorkloadResult run(Workload workload) {
        requireOpen("a workload");
        return workloads.run(workload);
    }

    /**
     * Plays a script on every client that is open, or was until the server ended it before anything has run, and waits for all; what
     * they throw becomes {@link #errors()}.
     *
     * @throws IllegalStateException when no client is open, or there are more clients than threads may be started (4,096
     *     before JDK 21)
     */
    public void play(WsScript script) {
        requireOpen("a script");
        List<WsClient> actors =
                IntStream.of(shards.beginRun()).mapToObj(this::client).toList();
        new Scripts(errors).play(script, actors);
    }

    private void requireOpen(String what) {
        if (shards.openClients().length == 0) {
            throw new IllegalStateException(what + " needs an open client, and of " + clients() + " none is");
        }
    }

    /**
     * Returns one client.
     *
     * @param index 0 to the number of clients, exclusive
     * @throws IndexOutOfBoundsException outside of that range
     */
    public WsClient client(int index) {
        if (index < 0 || index >= clients()) {
            throw new IndexOutOfBoundsException("client " + index + " of a fleet of " + clients() + ", counted from 0");
        }
        shards.begun();
        return new FleetClient(index, shards.of(index));
    }

    /** Sends a text message to every open client taken; waits until their loops have it, and returns how many that was. */
    public int send(IntPredicate who, String text) {
        shards.begun();
        return crowd.send(who, Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for a binary message. */
    public int send(IntPredicate who, byte[] binary) {
        shards.begun();
        return crowd.send(who, Opcode.BINARY, binary);
    }

    /**
     * Waits until every open client has received such a message since the last that was taken; takes it, and those before.
     *
     * @return the clients that have not received one in time, ascending
     */
    public List<Integer> awaitMessage(Predicate<WsMessage> wanted, Within within) {
        return new MessageWait(wanted, within).missing(crowd.inboxes());
    }

    /** Pings every open client taken, and does not wait for pongs: {@link #pongsReceived()} counts them. */
    public int ping(IntPredicate who) {
        return crowd.ping(who);
    }

    /**
     * Performs the close handshake with every open client taken, and waits until their connections have ended.
     *
     * @throws IllegalArgumentException when the code must not be sent, or the reason is longer than 123 bytes
     */
    public int close(IntPredicate who, CloseCode code, String reason) {
        shards.begun();
        return crowd.close(who, code, reason);
    }

    /** Drops every open client taken with a reset. */
    public int abort(IntPredicate who) {
        shards.begun();
        return crowd.abort(who);
    }

    /** Returns how much CPU time the event loops have used so far. */
    public Duration cpu() {
        return Jvm.cpuOf(shards.all().stream().map(shard -> shard.loop.thread()).toList());
    }

    /** Returns how many pongs have come whose payload is none of a ping of this fleet's. */
    public long otherPongs() {
        return shards.sum(counters -> counters.otherPongs.get());
    }

    /** Returns how many pongs have come so far. */
    public long pongsReceived() {
        return shards.sum(counters -> counters.pongsReceived.get());
    }

    @Override
    public int clients() {
        return plan.clients();
    }

    @Override
    public int opened() {
        return (int) shards.sum(counters -> counters.opened.get());
    }

    @Override
    public int failed() {
        return (int) shards.sum(counters -> counters.failed.get());
    }

    @Override
    public int open() {
        return (int) shards.sum(counters -> counters.open.get());
    }

    @Override
    public long messagesReceived() {
        return shards.sum(counters -> counters.messagesReceived.get());
    }

    @Override
    public long messagesSent() {
        return shards.sum(counters -> counters.messagesSent.get());
    }

    @Override
    public List<ClientOutcome> outcomes() {
        return shards.outcomes(clients());
    }

    @Override
    public Latency handshakeLatency() {
        return LatencyRecorder.merge(shards.ask(shard -> shard.handshakes.copy()));
    }

    @Override
    public Latency handshakeLateness() {
        return LatencyRecorder.merge(shards.ask(shard -> shard.arriving().copy()));
    }

    @Override
    public Optional<WorkloadResult> lastWorkload() {
        return workloads.last();
    }

    @Override
    public List<WorkloadResult> workloads() {
        return workloads.results();
    }

    @Override
    public Optional<WorkloadResult> faultFreeWorkload() {
        return faultFree;
    }

    @Override
    public Optional<FrameLog> firstOffence() {
        return firstOffence.log();
    }

    @Override
    public List<FleetError> errors() {
        return errors.errors();
    }

    @Override
    public Duration lateness() {
        return Duration.ofNanos(Collections.max(shards.ask(shard -> shard.loop.mostLateNanos())));
    }

    @Override
    public FaultPlan faults() {
        return plan.faults();
    }

    @Override
    public List<Injection> injections() {
        return faults.injections();
    }

    @Override
    public LoadPlan plan() {
        return plan;
    }

    @Override
    public CannotJudge cannotJudge() {
        return plan.cannotJudge();
    }

    @Override
    public Duration elapsed() {
        return faults.elapsed();
    }

    @Override
    public long seed() {
        return plan.seed();
    }

    @Override
    public Ending ending() {
        return ending;
    }

    /** Ends the fleet with a close handshake, stops the loops and frees everything. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ending.end();
            shards.all().forEach(shard -> shard.loop.close());
        }
    }
}
