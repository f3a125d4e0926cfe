package dev.wsload.harness;

import dev.wsload.assertions.FailureText;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.metrics.Figures;
import dev.wsload.plan.Durations;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FleetView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** Judges whether a fleet has arrived: every handshake done, and every client known to the server if that was asked. */
final class Arrival {
    private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

    private final LoadPlan plan;
    private final FleetView fleet;
    private final RunningEndpoint endpoint;

    Arrival(LoadPlan plan, FleetView fleet, RunningEndpoint endpoint) {
        this.plan = plan;
        this.fleet = fleet;
        this.endpoint = endpoint;
    }

    void require(Optional<IntSupplier> registered) {
        if (fleet.failed() > 0 && !plan.ramp().attempt()) {
            throw new FleetNotConnectedError(failures());
        }
        registered.ifPresent(this::awaitRegistered);
    }

    private void awaitRegistered(IntSupplier registered) {
        int expected = fleet.opened();
        Duration limit = plan.timeouts().handshake();
        long deadline = System.nanoTime() + limit.toNanos();
        int seen = registered.getAsInt();
        while (seen < expected) {
            if (Thread.currentThread().isInterrupted()) {
                throw unregistered(seen, expected, "when the wait for the rest was interrupted");
            }
            if (System.nanoTime() - deadline >= 0) {
                throw unregistered(seen, expected, "after " + Durations.print(limit));
            }
            LockSupport.parkNanos(POLL_NANOS);
            seen = registered.getAsInt();
        }
    }

    private FleetNotConnectedError unregistered(int seen, int expected, String when) {
        return new FleetNotConnectedError(new FailureText("the server has registered %s of %s %s"
                        .formatted(Figures.count(seen), Figures.count(expected, "client"), when))
                .rows("server", endpointErrors().lines(), "kind")
                .seed(plan.seed())
                .toString());
    }

    private String failures() {
        return new FailureText(Figures.count(fleet.failed()) + " of " + Figures.count(fleet.clients(), "client")
                        + " could not connect")
                .row("endpoint", endpoint.uri().toString())
                .rows("seen", connectFailures().lines(), "kind")
                .rows("server", endpointErrors().lines(), "kind")
                .row("connected", connected())
                .seed(plan.seed())
                .toString();
    }

    private Tally connectFailures() {
        Tally tally = new Tally();
        fleet.outcomes().stream()
                .filter(outcome -> outcome.status() == ClientOutcome.Status.FAILED)
                .forEach(outcome -> tally.add(
                        outcome.failure().kind().label(),
                        outcome.client(),
                        outcome.failure().detail()));
        return tally;
    }

    private Tally endpointErrors() {
        Tally tally = new Tally();
        endpoint.uncaught().forEach(thrown -> tally.add("", -1, thrown));
        return tally;
    }

    private String connected() {
        return fleet.opened() == 0 ? "none" : Figures.count(fleet.opened()) + ", handshake " + fleet.handshakeLatency();
    }
}
