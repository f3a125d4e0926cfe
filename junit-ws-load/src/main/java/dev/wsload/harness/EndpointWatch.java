package dev.wsload.harness;

import dev.wsload.client.Within;
import dev.wsload.client.WsClientException;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.fleet.ClientFleet;
import dev.wsload.machine.ProcessResources;
import dev.wsload.plan.FaultPlan;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.LoadPlan.Timeouts;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.EndpointView;
import dev.wsload.value.Durations;
import dev.wsload.wire.CloseCode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/** Sees of an endpoint what a fleet and its host can see. */
final class EndpointWatch implements EndpointView {
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
        try (ClientFleet one = ClientFleet.start(endpoint.uri(), single(limit))) {
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

    private LoadPlan single(Duration limit) {
        Timeouts usual = plan.timeouts();
        return new LoadPlan(
                1,
                plan.seed(),
                1,
                plan.ramp(),
                new Timeouts(limit, limit, limit, limit, usual.settle(), Duration.ZERO),
                plan.opening(),
                plan.tls(),
                plan.bounds(),
                plan.tooSmall(),
                FaultPlan.none(),
                false);
    }
}
