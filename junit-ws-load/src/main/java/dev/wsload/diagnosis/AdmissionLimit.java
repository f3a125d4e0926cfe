package dev.wsload.diagnosis;

import dev.wsload.diagnosis.Tenants.Say;
import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** So many connections live, and each further one is cut off at once, before its handshake is answered or right after. */
final class AdmissionLimit implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> turnedAway = evidence.cut().stream()
                .filter(outcome -> outcome.age().compareTo(AT_ONCE) < 0
                        && outcome.activity().received() == 0)
                .toList();
        List<ClientOutcome> cutOff = Stream.concat(
                        evidence.failed(FailureKind.EOF, FailureKind.RESET).stream(), turnedAway.stream())
                .toList();
        int live = evidence.open().size();
        boolean isAllThatHappened = cutOff.size() == evidence.failed().size() + turnedAway.size()
                && live == evidence.opened().size() - turnedAway.size();
        return cutOff.size() >= FEWEST && live > 0 && isAllThatHappened && wasAtOnce(evidence, cutOff)
                ? finding(evidence, cutOff, live).map(finding -> finding.on(cutOff))
                : Optional.empty();
    }

    /** Whoever waits for an answer first is in a queue, and not at a limit. */
    private static boolean wasAtOnce(Evidence evidence, List<ClientOutcome> cutOff) {
        Duration slowest = evidence.opened().stream()
                .map(ClientOutcome::handshake)
                .max(Duration::compareTo)
                .orElseThrow();
        Duration usual =
                Spread.of(cutOff.stream().map(ClientOutcome::age).toList()).middle();
        return usual.compareTo(slowest.multipliedBy(4).plus(AT_ONCE)) < 0;
    }

    private static Optional<Finding> finding(Evidence evidence, List<ClientOutcome> cutOff, int live) {
        Tenants tenants = Tenants.of(evidence);
        if (tenants.another().isEmpty()) {
            return Optional.empty();
        }
        boolean isLimit = tenants.say() == Say.A_FREE_PLACE_IS_TAKEN;
        return Optional.of(new Finding(
                "the server lets " + Figures.count(live, "connection")
                        + " live and cuts off each further one, one of: it has a limit of connections, "
                        + (isLimit
                                ? "or it is out of file descriptors (F2)"
                                : "it is out of file descriptors (F2), or it refuses everybody since then"),
                "F2",
                tenants.because(Figures.count(live) + " opened and are open; " + Evidence.clients(cutOff)
                        + " were cut off at once, without an answer"),
                "raise the server's limit of connections; if it has none, look at its log for \"too many open files\" (nofile)",
                "which of them"));
    }
}
