package dev.wsload.harness;

import dev.wsload.assertions.FailureText;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.metrics.Figures;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.FleetView;
import dev.wsload.result.Timing;
import dev.wsload.value.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Judges whether a fleet has arrived: every handshake done, and every client known to the server if that was asked. Of clients
 * that a fault is meant for it asks nothing.
 */
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
        if (!failed().isEmpty() && !plan.ramp().attempt()) {
            throw new FleetNotConnectedError(failures());
        }
        registered.ifPresent(this::awaitRegistered);
    }

    private void awaitRegistered(IntSupplier registered) {
        Duration limit = plan.timeouts().handshake();
        long deadline = System.nanoTime() + limit.toNanos();
        int seen = registered.getAsInt();
        while (seen < expected()) {
            if (Thread.currentThread().isInterrupted()) {
                throw unregistered(seen, expected(), "when the wait for the rest was interrupted");
            }
            if (System.nanoTime() - deadline >= 0) {
                requireHealthy(seen, "after " + Durations.print(limit));
                return;
            }
            LockSupport.parkNanos(POLL_NANOS);
            seen = registered.getAsInt();
        }
    }

    /** A client that a fault has struck may have ended already. */
    private int expected() {
        return fleet.faults().isEmpty() ? fleet.opened() : fleet.open();
    }

    /** A client that a fault has struck may never be registered. */
    private void requireHealthy(int seen, String when) {
        int least =
                fleet.faults().isEmpty() ? fleet.opened() : healthy(Status.OPEN).size();
        if (seen < least) {
            throw unregistered(seen, least, when);
        }
    }

    private FleetNotConnectedError unregistered(int seen, int expected, String when) {
        return new FleetNotConnectedError(new FailureText("the server has registered %s of %s %s"
                        .formatted(Figures.count(seen), Figures.count(expected, "client"), when))
                .rows("server", endpointErrors().lines(), "kind")
                .diagnosed(fleet)
                .again(plan)
                .toString());
    }

    private String failures() {
        return new FailureText(Figures.count(failed().size()) + " of " + Figures.count(fleet.clients(), "client")
                        + " could not connect")
                .row("endpoint", endpoint.uri().toString())
                .rows("seen", connectFailures().lines(), "kind")
                .rows("when", Timing.of(failed()).stream().toList(), "fact")
                .rows("server", endpointErrors().lines(), "kind")
                .row("connected", connected())
                .diagnosed(fleet)
                .again(plan)
                .toString();
    }

    private Tally connectFailures() {
        Tally tally = new Tally();
        failed().forEach(outcome -> tally.add(
                outcome.failure().label(), outcome.client(), outcome.failure().detail()));
        return tally;
    }

    private List<ClientOutcome> failed() {
        return healthy(Status.FAILED);
    }

    private List<ClientOutcome> healthy(Status status) {
        return fleet.outcomes().stream()
                .filter(outcome -> outcome.status() == status)
                .filter(outcome -> fleet.faults().isHealthy(outcome.client()))
                .toList();
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
