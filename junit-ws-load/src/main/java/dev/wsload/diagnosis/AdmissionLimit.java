package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** So many connections live, and each further one is cut off at once, before it has got an answer. */
final class AdmissionLimit implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> cutOff = evidence.failed(FailureKind.EOF, FailureKind.RESET);
        List<ClientOutcome> opened = evidence.opened();
        if (cutOff.size() < FEWEST || cutOff.size() < evidence.failed().size() || opened.isEmpty()) {
            return Optional.empty();
        }
        boolean allLive = evidence.open().size() == opened.size();
        Duration lastOpened = Evidence.openedAt(opened.get(opened.size() - 1));
        Duration slowest = opened.stream()
                .map(ClientOutcome::handshake)
                .max(Duration::compareTo)
                .orElseThrow();
        Duration usual =
                Spread.of(cutOff.stream().map(ClientOutcome::age).toList()).middle();
        boolean atOnce = usual.compareTo(slowest.multipliedBy(4)) < 0;
        boolean afterThem = cutOff.get(cutOff.size() / 2).at().compareTo(lastOpened) > 0
                || cutOff.get(0).client() > opened.get(0).client();
        return allLive && atOnce && afterThem && evidence.probes().newClient().isPresent()
                ? Optional.of(finding(evidence, cutOff, opened.size()).on(cutOff))
                : Optional.empty();
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> cutOff, int opened) {
        return new Finding(
                "the server lets " + Figures.count(opened, "connection")
                        + " live and cuts off each further one, one of: it has a limit"
                        + " of connections, it is out of file descriptors (F2), or it refuses everybody since then",
                "F2",
                List.of(
                        Figures.count(opened) + " opened and are open; " + Evidence.clients(cutOff)
                                + " were cut off at once, without an answer",
                        "a new client is, too: " + evidence.probes().newClient().orElse("")),
                "raise the server's limit of connections; if it has none, look at its log for \"too many open files\" (nofile)",
                "which of them");
    }
}
