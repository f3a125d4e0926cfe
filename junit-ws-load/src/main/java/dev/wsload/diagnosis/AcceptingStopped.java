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
                .filter(AcceptingStopped::gotNothing)
                .toList();
        List<ClientOutcome> opened = evidence.opened();
        if (stuck.size() < FEWEST
                || opened.isEmpty()
                || stuck.size() < evidence.failed().size()) {
            return Optional.empty();
        }
        Duration lastOpened = Evidence.openedAt(opened.get(opened.size() - 1));
        Duration firstGaveUp = stuck.get(0).at();
        Duration waited = stuck.get(0).age();
        boolean stood = firstGaveUp.minus(lastOpened).compareTo(waited.dividedBy(2)) > 0;
        return stood
                ? Optional.of(finding(evidence, stuck, opened.size(), firstGaveUp.minus(lastOpened)))
                : Optional.empty();
    }

    private static boolean gotNothing(ClientOutcome outcome) {
        return outcome.failure().kind() == FailureKind.CONNECT_TIMEOUT
                || outcome.failure().detail().contains("had not answered the upgrade at all");
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> stuck, int opened, Duration standstill) {
        return new Finding(
                        "the server takes no more than " + Figures.count(opened, "connection")
                                + ", one of: it is out of file"
                                + " descriptors (F2), it has a limit of connections, a fixed pool with a worker for each (F8), or it is stuck",
                        "F2, F8",
                        List.of(
                                Figures.count(opened) + " opened, and then nobody for " + Figures.duration(standstill)
                                        + ": " + Evidence.clients(stuck) + " waited without one byte of an answer",
                                evidence.probes()
                                        .newClient()
                                        .map(why -> "a new client cannot connect either: " + why)
                                        .orElse("a new client can connect now that others have gone")),
                        "look at the server's log for \"too many open files\" and raise its limit (nofile); if it is not there, at its limit"
                                + " of connections and the size of its pool. A longer timeout only lets clients wait longer",
                        "which of them: they look the same from outside")
                .on(stuck);
    }
}
