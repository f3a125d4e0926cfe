package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetView;
import dev.wsload.result.Injection;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a fleet has seen, sorted for those who look for a cause; without the clients that faults have struck on purpose. */
final class Evidence {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_OBSERVATION = Duration.ofSeconds(15);
    private static final int NEWCOMERS = 3;
    private static final long POLL_NANOS = 50_000_000;

    private final FleetView fleet;
    private final List<ClientOutcome> outcomes;
    private Optional<String> probe;

    Evidence(FleetView fleet) {
        this.fleet = fleet;
        Set<Integer> struck = fleet.injections().stream()
                .map(Injection::assignment)
                .filter(assignment -> assignment.hasClient())
                .map(assignment -> assignment.client())
                .collect(Collectors.toSet());
        outcomes = fleet.outcomes().stream()
                .filter(outcome -> !struck.contains(outcome.client()))
                .toList();
    }

    FleetView fleet() {
        return fleet;
    }

    int clients() {
        return fleet.clients();
    }

    /** Returns those that could not connect, in the order in which they gave up. */
    List<ClientOutcome> failed() {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == Status.FAILED)
                .filter(outcome -> outcome.failure().kind() != FailureKind.INJECTED)
                .sorted(Comparator.comparing(ClientOutcome::at))
                .toList();
    }

    List<ClientOutcome> failed(FailureKind... kinds) {
        return failed().stream()
                .filter(outcome ->
                        Arrays.asList(kinds).contains(outcome.failure().kind()))
                .toList();
    }

    /** Returns the connections that have opened, in that order. */
    List<ClientOutcome> opened() {
        return outcomes.stream()
                .filter(outcome -> outcome.handshake() != null)
                .sorted(Comparator.comparing(Evidence::openedAt))
                .toList();
    }

    static Duration openedAt(ClientOutcome outcome) {
        return outcome.status() == Status.CLOSED ? outcome.at().minus(outcome.age()) : outcome.at();
    }

    /** Returns those that are open still. */
    List<ClientOutcome> open() {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == Status.OPEN)
                .toList();
    }

    /** Returns how many clients have gone, struck ones too. */
    long gone() {
        return fleet.outcomes().stream()
                .filter(outcome -> outcome.status() == Status.CLOSED)
                .map(ClientOutcome::client)
                .distinct()
                .count();
    }

    /** Returns the connections that the server's side has ended, by a close frame or without, in the order of their ends. */
    List<ClientOutcome> endedByServer() {
        return outcomes.stream()
                .filter(outcome -> outcome.closure() != null && isOfServer(outcome.closure()))
                .sorted(Comparator.comparing(ClientOutcome::at))
                .toList();
    }

    private static boolean isOfServer(Closure closure) {
        return switch (closure.initiator()) {
            case SERVER -> true;
            case CLIENT -> false;
            case NOBODY -> closure.tcpEnd() == TcpEnd.FIN || closure.tcpEnd() == TcpEnd.RESET;
        };
    }

    /** Returns the connections that ended without a close frame of anybody's, though no client dropped them. */
    List<ClientOutcome> cut() {
        return endedByServer().stream()
                .filter(outcome -> outcome.closure().initiator() == Initiator.NOBODY
                        && outcome.closure().code().equals(CloseCode.ABNORMAL_CLOSURE)
                        && outcome.closure().violation().isEmpty())
                .toList();
    }

    /** Returns the connections on which the server broke the protocol. */
    List<ClientOutcome> violated() {
        return outcomes.stream()
                .filter(outcome -> outcome.closure() != null
                        && outcome.closure().violation().isPresent())
                .toList();
    }

    /** Returns why a new client cannot connect and make a round trip now; empty if it can. Asked once. */
    Optional<String> probe() {
        if (probe == null) {
            probe = fleet.endpoint().connectNewClient(PROBE_LIMIT);
        }
        return probe;
    }

    /** Says whether nothing listens any more. */
    boolean isRefusedNow() {
        return probe().filter(why -> why.startsWith(FailureKind.REFUSED.label()))
                .isPresent();
    }

    /** Says whether nothing listens after this time at the latest: a server that says goodbye may need it to go. */
    boolean isRefusedWithin(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!isRefusedNow()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, POLL_NANOS);
            probe = null;
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

    /** Returns the clients that could not connect, or whose connection the server ended badly. */
    Set<Integer> ill() {
        Stream<ClientOutcome> ended = endedByServer().stream().filter(outcome -> !isGoodbye(outcome.closure()));
        return Stream.of(failed().stream(), ended, violated().stream())
                .flatMap(some -> some)
                .map(ClientOutcome::client)
                .collect(Collectors.toSet());
    }

    private static boolean isGoodbye(Closure closure) {
        return closure.code().equals(CloseCode.NORMAL_CLOSURE) || closure.code().equals(CloseCode.GOING_AWAY);
    }

    static String clients(List<ClientOutcome> some) {
        return Figures.count(some.size(), "client");
    }
}
