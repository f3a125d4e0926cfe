package dev.wsload.harness;

import dev.wsload.client.Within;
import dev.wsload.client.WsClientException;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.fleet.ClientFleet;
import dev.wsload.machine.ProcessResources;
import dev.wsload.machine.ProcessState;
import dev.wsload.machine.StackGroup;
import dev.wsload.plan.Echo;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Workload;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.EndpointView;
import dev.wsload.result.Pings;
import dev.wsload.result.Visit;
import dev.wsload.result.Visit.RoundTrip;
import dev.wsload.wire.CloseCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntSupplier;

/** Sees of an endpoint what a fleet and its host can see. Thread-safe. */
final class EndpointWatch implements EndpointView {
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(200);

    private final Visitors visitors;
    private final RunningEndpoint endpoint;
    private final EndpointProcess process;
    private final ClientFleet clients;
    private final Optional<IntSupplier> registered;
    private final Optional<Level> level;
    private final boolean isGivenUp;
    private volatile Optional<Echo> lastEcho = Optional.empty();

    private EndpointWatch(
            LoadPlan plan,
            RunningEndpoint endpoint,
            EndpointProcess process,
            ClientFleet clients,
            Optional<IntSupplier> registered,
            Optional<Level> level,
            boolean isGivenUp) {
        visitors = new Visitors(plan, endpoint.uri());
        this.endpoint = endpoint;
        this.process = process;
        this.clients = clients;
        this.registered = registered;
        this.level = level;
        this.isGivenUp = isGivenUp;
    }

    /** Watches for a fleet that did not arrive, and that nobody will miss. */
    static EndpointWatch ofArrival(
            LoadPlan plan, RunningEndpoint endpoint, EndpointProcess process, ClientFleet clients) {
        return new EndpointWatch(plan, endpoint, process, clients, Optional.empty(), Optional.empty(), true);
    }

    /** Begins once the fleet has connected. Looks at the JVM only where faults are planned, for it takes a moment. */
    static EndpointWatch begin(
            LoadPlan plan,
            RunningEndpoint endpoint,
            EndpointProcess process,
            Optional<IntSupplier> registered,
            ClientFleet clients) {
        Optional<Level> level = endpoint.connections().isPresent()
                ? Optional.of(new Level(ProcessResources.ofThisJvm(), clients.open(), true))
                : Optional.empty();
        return new EndpointWatch(plan, endpoint, process, clients, registered, level, false);
    }

    /** Notes what the fleet runs: visitors do the same. */
    void runs(Workload workload) {
        lastEcho = workload instanceof Echo echo ? Optional.of(echo) : Optional.empty();
    }

    @Override
    public OptionalInt registered() {
        return registered.isPresent() ? OptionalInt.of(registered.get().getAsInt()) : OptionalInt.empty();
    }

    @Override
    public OptionalInt connections() {
        return endpoint.connections();
    }

    @Override
    public OptionalInt endedInMemory() {
        return endpoint.endedInMemory();
    }

    @Override
    public OptionalInt runningHandlers() {
        return endpoint.runningHandlers();
    }

    @Override
    public Optional<Level> level() {
        return level;
    }

    @Override
    public Visit visit(Duration limit, RoundTrip roundTrip) {
        return visitors.visit(limit, roundTrip == RoundTrip.MESSAGE ? lastEcho : Optional.empty());
    }

    @Override
    public boolean answersTheOtherWay(Duration limit) {
        return visitors.areAnsweredTheOtherWay(limit);
    }

    @Override
    public Optional<ProcessState> process(Duration time) {
        return process.state(time);
    }

    @Override
    public boolean isProcessGone() {
        return process.isGone();
    }

    @Override
    public Optional<Succession> succession() {
        return process.succession();
    }

    @Override
    public List<StackGroup> threads() {
        return endpoint.threads();
    }

    @Override
    public List<ClientOutcome> observe(int newcomers, Duration apart, Duration time) {
        return visitors.observe(newcomers, apart, time);
    }

    @Override
    public Pings ping(List<Integer> whom, Duration limit) {
        long begun = System.nanoTime();
        int answered = 0;
        int otherwise = 0;
        for (int client : whom) {
            Duration left = limit.minusNanos(System.nanoTime() - begun);
            long others = clients.otherPongs();
            if (isAnswered(client, left.compareTo(LEAST_PATIENCE) > 0 ? left : LEAST_PATIENCE)) {
                answered++;
            } else if (clients.otherPongs() > others) {
                otherwise++;
            }
        }
        return new Pings(whom.size(), answered, otherwise);
    }

    private boolean isAnswered(int client, Duration limit) {
        try {
            clients.client(client).ping(Within.within(limit));
            return true;
        } catch (WsClientException noPong) {
            return false;
        }
    }

    @Override
    public int freePlaces(int most) {
        if (!isGivenUp) {
            return 0;
        }
        Set<Integer> leaving = new HashSet<>(clients.outcomes().stream()
                .filter(outcome -> outcome.status() == Status.OPEN)
                .map(ClientOutcome::client)
                .limit(most)
                .toList());
        return clients.close(leaving::contains, CloseCode.NORMAL_CLOSURE, "");
    }
}
