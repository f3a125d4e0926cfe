package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everybody lost the connection at the same time, and the server is there. */
final class DroppedTogether implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(250);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> cut = evidence.cut();
        if (cut.size() < FEWEST
                || 10 * cut.size() < 9 * evidence.openAt(cut.get(0).at()).size()
                || evidence.probes().newClient().isPresent()) {
            return Optional.empty();
        }
        Spread ends = Spread.of(cut.stream().map(ClientOutcome::at).toList());
        Duration within = AT_ONCE.plus(evidence.fleet().lateness());
        if (ends.width().compareTo(within) > 0) {
            return Optional.empty();
        }
        long counts = cut.stream().map(one -> one.activity().sent()).distinct().count();
        String limit = counts == 1
                ? ", or it takes no more than "
                        + Figures.count(cut.get(0).activity().sent(), "message")
                        + " on each, which all had sent by then"
                : "";
        return Optional.of(new Finding(
                        "all connections were dropped at the same moment, one of: the server died and is back, its own code ended them all,"
                                + " or a proxy before it restarted or lost it" + limit,
                        "F3",
                        List.of(
                                Figures.count(cut.size(), "connection") + " ended without a close frame within "
                                        + Figures.duration(ends.width()),
                                "a new client connects and makes a round trip"),
                        "look at the server's and the proxy's logs at that time: a restart, a task that closes connections",
                        "which of them")
                .on(cut));
    }
}
