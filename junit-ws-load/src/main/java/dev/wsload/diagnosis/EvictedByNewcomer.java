package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Each client that opens ends the oldest one: a limit, or one session at a time, that the newest one takes. */
final class EvictedByNewcomer implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> opened = evidence.opened();
        List<ClientOutcome> ended = evidence.endedByServer();
        int live = opened.size() - ended.size();
        if (ended.size() < FEWEST || live < 1 || opened.size() <= live || areTooClose(opened)) {
            return Optional.empty();
        }
        long byTheNext = IntStream.range(live, opened.size())
                .filter(newest -> endsWith(opened.get(newest - live), opened.get(newest)))
                .count();
        return 10 * byTheNext >= 9 * ended.size() && !isByTheClock(evidence, ended)
                ? Optional.of(finding(ended, live).on(ended))
                : Optional.empty();
    }

    /** Where clients come at a steady pace, whoever has the same age ends with an opening, too. */
    private static boolean isByTheClock(Evidence evidence, List<ClientOutcome> ended) {
        Spread ages = Spread.of(ended.stream().map(ClientOutcome::age).toList());
        return ages.middle().compareTo(Deadline.LEAST_AGE) > 0
                && ages.isTight(evidence.fleet().lateness())
                && evidence.probes().endsNewcomersAt(ages.middle()).orElse(true);
    }

    /** Who comes all at once tells nothing about who ends whom. */
    private static boolean areTooClose(List<ClientOutcome> opened) {
        Duration all = Evidence.openedAt(opened.get(opened.size() - 1)).minus(Evidence.openedAt(opened.get(0)));
        return all.compareTo(AT_ONCE.multipliedBy(4)) < 0;
    }

    private static boolean endsWith(ClientOutcome oldest, ClientOutcome newest) {
        return oldest.closure() != null
                && oldest.at().minus(Evidence.openedAt(newest)).abs().compareTo(AT_ONCE) < 0;
    }

    private static Finding finding(List<ClientOutcome> ended, int live) {
        List<String> because = new ArrayList<>();
        because.add(Figures.count(ended.size(), "connection") + " ended, " + Endings.how(ended)
                + ", each when another client opened, the oldest first");
        because.add(live == 1 ? "only the newest could stay" : "the newest " + Figures.count(live) + " could stay");
        return new Finding(
                live == 1
                        ? "each new connection ends the one before it: the server takes the clients for the same user, and lets one session"
                                + " live"
                        : "each new connection ends the oldest one: the server keeps " + Figures.count(live)
                                + " (a limit, a cache of that size)",
                "",
                because,
                live == 1
                        ? "give each client a user of its own (headersOf, @WsHeaders)"
                        : "raise the limit, or let the server refuse new ones in place of ending those that it has",
                "");
    }
}
