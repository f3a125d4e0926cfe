package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first clients open; from one moment on nobody does, though the kernel still connects them. */
final class AcceptingStopped implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> stuck = evidence.failed(FailureKind.HANDSHAKE_TIMEOUT, FailureKind.CONNECT_TIMEOUT).stream()
                .filter(outcome -> outcome.failure().answered() == 0)
                .toList();
        List<ClientOutcome> opened = evidence.opened();
        if (stuck.size() < FEWEST
                || opened.isEmpty()
                || 10 * stuck.size() < 9 * evidence.failed().size()) {
            return Optional.empty();
        }
        Duration lastOpened = Evidence.openedAt(opened.get(opened.size() - 1));
        Duration standstill = stuck.get(0).at().minus(lastOpened);
        boolean stood = standstill.compareTo(stuck.get(0).age().dividedBy(2)) > 0;
        return stood ? Optional.of(finding(evidence, stuck, opened, standstill).on(stuck)) : Optional.empty();
    }

    private static Finding finding(
            Evidence evidence, List<ClientOutcome> stuck, List<ClientOutcome> opened, Duration standstill) {
        Server server = evidence.server();
        Tenants tenants = Tenants.of(evidence);
        int inside = evidence.openAt(stuck.get(0).at()).size();
        boolean haveLeft = opened.size() - inside >= FEWEST;
        List<String> because = new ArrayList<>(tenants.because(Figures.count(opened.size())
                + " opened, and then nobody for " + Figures.duration(standstill) + ": " + Evidence.clients(stuck)
                + " waited without one byte of an answer"));
        if (haveLeft) {
            because.add(1, Figures.count(opened.size() - inside) + " of these had left by then");
        }
        because.addAll(server.facts());
        because.addAll(evidence.threads());
        if (server.isOutOfDescriptors()) {
            return haveLeft ? OutOfDescriptors.ofThoseThatLeft(because) : OutOfDescriptors.finding(because);
        }
        return switch (tenants.say()) {
            case NOBODY_IS_SERVED -> StandsStill.finding("the server stands still", server, because);
            case A_FREE_PLACE_IS_NOT_TAKEN -> stopped(server, opened.size(), because);
            case A_FREE_PLACE_IS_TAKEN -> full(server, opened.size(), new Alternatives(), because);
            case UNKNOWN ->
                haveLeft
                        ? stopped(server, opened.size(), because)
                        : full(server, opened.size(), new Alternatives().or("what accepts them is stuck"), because);
        };
    }

    /** Some have left by themselves, or for the one that was to take their place. */
    private static Finding stopped(Server server, int opened, List<String> because) {
        Alternatives alternatives = new Alternatives()
                .or("it does not free the places of clients that have left (a counter, a pool, a list)")
                .or("what accepts them or answers upgrades has died or is stuck")
                .orIf(server.mayBeOutOfDescriptors(), "it is out of file descriptors and does not try again (F2)");
        return new Finding(
                alternatives.of("the server has stopped taking connections after " + Figures.count(opened)),
                "F2",
                because,
                "look at what it does when a client leaves, and at the server's log for the exception that ended its loop, or for"
                        + " \"too many open files\"",
                alternatives.unknown());
    }

    private static Finding full(Server server, int opened, Alternatives more, List<String> because) {
        Alternatives alternatives = more.orIf(server.mayBeOutOfDescriptors(), "it is out of file descriptors (F2)")
                .or("it has a limit of connections")
                .or("a fixed pool with a worker for each (F8)");
        return new Finding(
                alternatives.of(
                        "the server takes no more than " + Figures.count(opened, "connection") + " at the same time"),
                "F2, F8",
                because,
                (server.mayBeOutOfDescriptors()
                                ? "look at the server's log for \"too many open files\" and raise its limit (nofile); if it is not there, at"
                                        + " its limit of connections and the size of its pool"
                                : "look at the server's limit of connections and the size of its pool")
                        + ". A longer timeout only lets clients wait longer",
                alternatives.unknown());
    }
}
