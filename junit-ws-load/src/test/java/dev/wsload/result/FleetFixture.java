package dev.wsload.result;

import dev.wsload.fault.PlannedFault;
import dev.wsload.metrics.Latency;
import dev.wsload.metrics.LatencyRecorder;
import dev.wsload.plan.CannotJudge;
import dev.wsload.plan.FaultPlan;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.WorkloadResult.Healthy;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A fleet as a value: what has happened is what a test says. Ending it closes the open clients with 1000. */
public final class FleetFixture implements FleetView {
    public static final Closure CLEAN = closure(CloseCode.NORMAL_CLOSURE, Initiator.CLIENT, TcpEnd.FIN);

    private Latency lateness = Latency.NONE;
    private CannotJudge cannotJudge = CannotJudge.FAIL;
    private List<ResourceSample> resources = List.of();
    private final List<ClientOutcome> outcomes = new ArrayList<>();
    private final List<WorkloadResult> workloads = new ArrayList<>();
    private final List<FleetError> errors = new ArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final int clients;
    private Latency handshakes = Latency.NONE;
    private FaultPlan faults = LoadPlan.builder().plan().faults();
    private final List<Injection> injections = new ArrayList<>();

    private Optional<WorkloadResult> faultFree = Optional.empty();
    private EndpointView endpoint = EndpointView.UNSEEN;
    private Optional<FrameLog> firstOffence = Optional.empty();
    private boolean watchedForRaces;

    private FleetFixture(int clients) {
        this.clients = clients;
    }

    /** All clients are open. */
    public static FleetFixture open(int clients) {
        FleetFixture fleet = new FleetFixture(clients);
        IntStream.range(0, clients).mapToObj(FleetFixture::openClient).forEach(fleet.outcomes::add);
        return fleet;
    }

    public FleetFixture with(ClientOutcome outcome) {
        outcomes.set(outcome.client(), outcome);
        return this;
    }

    /** A connection that a churning client left. */
    public FleetFixture withLeft(ClientOutcome outcome) {
        outcomes.add(outcome);
        return this;
    }

    public FleetFixture with(FleetError error) {
        errors.add(error);
        return this;
    }

    /** A fault that has struck all of its victims. */
    public FleetFixture struckBy(PlannedFault fault) {
        faults = LoadPlan.builder()
                .clients(clients)
                .seed(seed())
                .fault(fault)
                .plan()
                .faults();
        Stream.concat(faults.assignments().stream(), faults.ofServer().stream())
                .forEach(one -> injections.add(new Injection(one, "harmed", Duration.ofMillis(5))));
        return this;
    }

    public FleetFixture offended(FrameLog log) {
        firstOffence = Optional.of(log);
        return this;
    }

    public FleetFixture watchedForRaces() {
        watchedForRaces = true;
        return this;
    }

    public FleetFixture endpoint(EndpointView seen) {
        endpoint = seen;
        return this;
    }

    public FleetFixture handshakes(long... millis) {
        handshakes = latency(millis);
        return this;
    }

    /** Lets the loops be late in workloads after this. */
    public FleetFixture late(long... millis) {
        lateness = latency(millis);
        return this;
    }

    public FleetFixture cannotJudge(CannotJudge policy) {
        cannotJudge = policy;
        return this;
    }

    public FleetFixture used(ResourceSample... all) {
        resources = List.of(all);
        return this;
    }

    /** An echo in which nobody heard anything for so long. */
    public FleetFixture ran(Delivery delivery, Duration pause) {
        return ran(delivery, latency(1, 2, 3), pause);
    }

    /** The same, with these latencies. */
    public FleetFixture ran(Delivery delivery, Latency latency, Duration pause) {
        workloads.add(new WorkloadResult(
                "echo",
                delivery,
                latency,
                new Healthy(delivery, latency),
                Optional.empty(),
                lateness,
                pause,
                Duration.ofSeconds(2)));
        return this;
    }

    public FleetFixture ran(String name, Delivery delivery, Latency latency, Latency unloaded) {
        workloads.add(new WorkloadResult(
                name,
                delivery,
                latency,
                new Healthy(delivery, latency),
                Optional.ofNullable(unloaded),
                lateness,
                Duration.ZERO,
                Duration.ofSeconds(2)));
        return this;
    }

    /** A workload of 100 messages from client 3 to each of the clients, in which this happened as well. */
    public FleetFixture heard(Consumer<DeliveryLedger> incidents) {
        DeliveryLedger ledger = new DeliveryLedger();
        for (int client = 0; client < clients; client++) {
            StreamLedger stream = ledger.stream(client, 3, 0);
            IntStream.range(0, 100).forEach(number -> ledger.arrived(stream, number));
            ledger.settle(stream, 100, null);
        }
        incidents.accept(ledger);
        return ran("fan-out", DeliveryLedger.merge(List.of(ledger), 100), latency(1, 2, 3), null);
    }

    public static ClientOutcome openClient(int client, Duration at) {
        return ClientOutcome.open(client, Duration.ofMillis(3), at);
    }

    public static ClientOutcome openClient(int client) {
        return ClientOutcome.open(client, Duration.ofMillis(3), Duration.ofMillis(10));
    }

    public static ClientOutcome closed(int client, Closure closure) {
        return openClient(client)
                .closed(closure, Duration.ofMillis(4200), Duration.ofMillis(4210), Activity.NONE, Optional.empty());
    }

    public static ClientOutcome failed(int client, FailureKind kind, String detail) {
        return ClientOutcome.failed(
                client, new ConnectFailure(kind, Phase.UPGRADE, detail), Duration.ofMillis(3), Duration.ofMillis(10));
    }

    public static Closure closure(CloseCode code, Initiator initiator, TcpEnd tcpEnd) {
        boolean clean = initiator != Initiator.NOBODY && tcpEnd == TcpEnd.FIN;
        return new Closure(code, "", initiator, clean, tcpEnd, Optional.empty(), Optional.empty());
    }

    public static Latency latency(long... millis) {
        LatencyRecorder recorder = new LatencyRecorder();
        LongStream.of(millis).forEach(value -> recorder.record(value * 1_000_000));
        return LatencyRecorder.merge(List.of(recorder));
    }

    @Override
    public int clients() {
        return clients;
    }

    @Override
    public int opened() {
        return clients - failed();
    }

    @Override
    public int failed() {
        return count(Status.FAILED);
    }

    @Override
    public int open() {
        return count(Status.OPEN);
    }

    private int count(Status status) {
        return (int) outcomes().stream()
                .filter(outcome -> outcome.status() == status)
                .count();
    }

    @Override
    public long messagesReceived() {
        return delivery().delivered() + unloadedRoundTrips();
    }

    private long unloadedRoundTrips() {
        return workloads.stream()
                .flatMap(workload -> workload.unloaded().stream())
                .mapToLong(Latency::count)
                .sum();
    }

    @Override
    public long messagesSent() {
        return delivery().sent();
    }

    @Override
    public List<ClientOutcome> outcomes() {
        return outcomes.stream().map(this::asOfNow).toList();
    }

    private ClientOutcome asOfNow(ClientOutcome outcome) {
        boolean closes = ended.get() && outcome.status() == Status.OPEN;
        return closes ? closed(outcome.client(), CLEAN) : outcome;
    }

    @Override
    public Latency handshakeLatency() {
        return handshakes;
    }

    @Override
    public Optional<WorkloadResult> lastWorkload() {
        return workloads.isEmpty() ? Optional.empty() : Optional.of(workloads.get(workloads.size() - 1));
    }

    @Override
    public List<WorkloadResult> workloads() {
        return List.copyOf(workloads);
    }

    @Override
    public Optional<WorkloadResult> faultFreeWorkload() {
        return faultFree;
    }

    @Override
    public EndpointView endpoint() {
        return endpoint;
    }

    @Override
    public Latency handshakeLateness() {
        return lateness;
    }

    @Override
    public LoadPlan plan() {
        return LoadPlan.builder().seed(seed()).plan();
    }

    @Override
    public boolean wasWatchedForRaces() {
        return watchedForRaces;
    }

    @Override
    public CannotJudge cannotJudge() {
        return cannotJudge;
    }

    @Override
    public List<ResourceSample> resources() {
        return resources;
    }

    @Override
    public Duration lateness() {
        return Duration.ZERO;
    }

    @Override
    public FaultPlan faults() {
        return faults;
    }

    @Override
    public List<Injection> injections() {
        return List.copyOf(injections);
    }

    @Override
    public Optional<FrameLog> firstOffence() {
        return firstOffence;
    }

    @Override
    public List<FleetError> errors() {
        return List.copyOf(errors);
    }

    @Override
    public Duration elapsed() {
        return Duration.ofSeconds(5);
    }

    @Override
    public long seed() {
        return 42;
    }

    @Override
    public Ending ending() {
        return () -> ended.set(true);
    }
}
