package dev.wsload.harness;

import dev.wsload.client.Within;
import dev.wsload.client.WsClientException;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.fleet.ClientFleet;
import dev.wsload.machine.ProcessResources;
import dev.wsload.plan.FaultPlan;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.LoadPlan.Ramp;
import dev.wsload.plan.LoadPlan.Timeouts;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.EndpointView;
import dev.wsload.value.Durations;
import dev.wsload.wire.CloseCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** Sees of an endpoint what a fleet and its host can see. */
final class EndpointWatch implements EndpointView {
    private static final Duration OBSERVER_PATIENCE = Duration.ofSeconds(2);
    private static final long POLL_NANOS = 5_000_000;

    private final LoadPlan plan;
    private final RunningEndpoint endpoint;
    private final Optional<IntSupplier> registered;
    private final Optional<Level> level;

    private EndpointWatch(
            LoadPlan plan, RunningEndpoint endpoint, Optional<IntSupplier> registered, Optional<Level> level) {
        this.plan = plan;
        this.endpoint = endpoint;
        this.registered = registered;
        this.level = level;
    }

    /** Sees no more than whether a new client can connect. */
    static EndpointWatch outside(LoadPlan plan, RunningEndpoint endpoint) {
        return new EndpointWatch(plan, endpoint, Optional.empty(), Optional.empty());
    }

    /** Begins once the fleet has connected. Looks at the JVM only where faults are planned, for it takes a moment. */
    static EndpointWatch begin(
            LoadPlan plan, RunningEndpoint endpoint, Optional<IntSupplier> registered, ClientFleet clients) {
        Optional<Level> level = endpoint.connections().isPresent()
                ? Optional.of(new Level(ProcessResources.ofThisJvm(), clients.open(), true))
                : Optional.empty();
        return new EndpointWatch(plan, endpoint, registered, level);
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
    public OptionalInt runningHandlers() {
        return endpoint.runningHandlers();
    }

    @Override
    public Optional<Level> level() {
        return level;
    }

    @Override
    public Optional<String> connectNewClient(Duration limit) {
        long begun = System.nanoTime();
        try (ClientFleet one = ClientFleet.start(endpoint.uri(), others(1, Duration.ZERO, limit))) {
            one.awaitConnected();
            ConnectFailure failure = one.outcomes().get(0).failure();
            if (failure != null) {
                return Optional.of(failure.kind().label() + ": " + failure.detail());
            }
            Duration left = limit.minusNanos(System.nanoTime() - begun);
            if (left.isNegative() || left.isZero()) {
                return Optional.of("connected, but in more than " + Durations.print(limit));
            }
            one.client(0).ping(Within.within(left));
            one.client(0).close(CloseCode.NORMAL_CLOSURE, "");
            return Optional.empty();
        } catch (WsClientException noRoundTrip) {
            return Optional.of(noRoundTrip.getMessage());
        }
    }

    @Override
    public List<ClientOutcome> observe(int clients, Duration apart, Duration time) {
        LoadPlan watchers = others(clients, apart.multipliedBy(clients), OBSERVER_PATIENCE);
        try (ClientFleet observers = ClientFleet.start(endpoint.uri(), watchers)) {
            observers.awaitConnected();
            long deadline = System.nanoTime() + time.toNanos();
            while (observers.open() > 0
                    && System.nanoTime() - deadline < 0
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(this, POLL_NANOS);
            }
            return observers.outcomes();
        }
    }

    private LoadPlan others(int clients, Duration rampUp, Duration limit) {
        Timeouts usual = plan.timeouts();
        Ramp ramp = new Ramp(rampUp, 0, clients, false, true, plan.ramp().sourceAddresses());
        return new LoadPlan(
                clients,
                plan.seed(),
                1,
                ramp,
                new Timeouts(limit, limit, limit, limit, usual.settle(), Duration.ZERO),
                plan.opening(),
                plan.tls(),
                plan.bounds(),
                plan.tooSmall(),
                plan.cannotJudge(),
                Optional.empty(),
                FaultPlan.none(),
                false);
    }
}
