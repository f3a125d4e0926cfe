package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import java.time.Duration;
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
                || stuck.size() < evidence.failed().size()) {
            return Optional.empty();
        }
        Duration lastOpened = Evidence.openedAt(opened.get(opened.size() - 1));
        Duration standstill = stuck.get(0).at().minus(lastOpened);
        boolean stood = standstill.compareTo(stuck.get(0).age().dividedBy(2)) > 0;
        return stood
                ? Optional.of(
                        finding(evidence, stuck, opened.size(), standstill).on(stuck))
                : Optional.empty();
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> stuck, int opened, Duration standstill) {
        Tenants tenants = Tenants.of(evidence);
        List<String> because = tenants.because(Figures.count(opened) + " opened, and then nobody for "
                + Figures.duration(standstill) + ": " + Evidence.clients(stuck)
                + " waited without one byte of an answer");
        because.addAll(evidence.threads());
        return switch (tenants.say()) {
            case NOBODY_IS_SERVED ->
                new Finding(
                        "the server stands still, one of: it is stuck (a deadlock, an endless loop, a long pause of its garbage"
                                + " collector), or overloaded",
                        "F6",
                        because,
                        "take a thread dump of the server while it hangs, and look at its use of CPU",
                        "which of them");
            case A_FREE_PLACE_IS_TAKEN ->
                new Finding(
                        "the server takes no more than " + Figures.count(opened, "connection")
                                + " at the same time, one of: it is out of file descriptors (F2), it has a limit of connections, or"
                                + " a fixed pool with a worker for each (F8)",
                        "F2, F8",
                        because,
                        "look at the server's log for \"too many open files\" and raise its limit (nofile); if it is not there, at"
                                + " its limit of connections and the size of its pool. A longer timeout only lets clients wait"
                                + " longer",
                        "which of them: they look the same from outside");
            case A_FREE_PLACE_IS_NOT_TAKEN ->
                new Finding(
                        "the server has stopped to take connections after " + Figures.count(opened)
                                + ", one of: what accepts them or answers upgrades has died or is stuck, or it is out of file"
                                + " descriptors and does not try again (F2)",
                        "F2",
                        because,
                        "look at the server's log for the exception that ended its loop, or for \"too many open files\"",
                        "which of them");
            case UNKNOWN ->
                new Finding(
                        "the server takes no more than " + Figures.count(opened, "connection")
                                + ", one of: it is out of file descriptors (F2), it has a limit of connections, a fixed pool with a"
                                + " worker for each (F8), or what accepts them is stuck",
                        "F2, F8",
                        because,
                        "look at the server's log for \"too many open files\" and raise its limit (nofile); if it is not there, at"
                                + " its limit of connections and the size of its pool. A longer timeout only lets clients wait"
                                + " longer",
                        "which of them: they look the same from outside");
        };
    }
}
