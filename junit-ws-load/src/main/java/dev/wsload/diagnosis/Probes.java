package dev.wsload.diagnosis;

import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What can be asked of the endpoint once something has gone wrong, by clients that are not of the fleet. */
final class Probes {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_OBSERVATION = Duration.ofSeconds(15);
    private static final int NEWCOMERS = 3;
    private static final long POLL_NANOS = 50_000_000;

    private final FleetView fleet;
    private Optional<String> newClient;

    Probes(FleetView fleet) {
        this.fleet = fleet;
    }

    /** Returns why a new client cannot connect and make a round trip now; empty if it can. Asked once. */
    Optional<String> newClient() {
        if (newClient == null) {
            newClient = fleet.endpoint().connectNewClient(LIMIT);
        }
        return newClient;
    }

    /** Says whether nothing listens any more. */
    boolean isRefusedNow() {
        return newClient()
                .filter(why -> why.startsWith(FailureKind.REFUSED.label()))
                .isPresent();
    }

    /** Says whether nothing listens after this time at the latest: a server that says goodbye may need it to go. */
    boolean isRefusedWithin(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!isRefusedNow()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, POLL_NANOS);
            newClient = null;
        }
        return isRefusedNow();
    }

    /**
     * Says whether new clients, who open at different times and say nothing, are ended at this age as well; empty where that would
     * take too long, or nobody can ask.
     */
    Optional<Boolean> endsNewcomersAt(Duration age) {
        if (age.compareTo(LONGEST_OBSERVATION) > 0) {
            return Optional.empty();
        }
        Duration tolerance = Spread.tolerance(age).multipliedBy(2).plus(fleet.lateness());
        List<ClientOutcome> newcomers = fleet.endpoint().observe(NEWCOMERS, tolerance, age.plus(tolerance));
        return newcomers.isEmpty()
                ? Optional.empty()
                : Optional.of(newcomers.stream()
                        .allMatch(one -> one.status() == Status.CLOSED
                                && one.age().minus(age).abs().compareTo(tolerance) <= 0));
    }
}
