package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everybody, or a part, lost the connection at the same time, and the server is there. */
final class DroppedTogether implements Cause {
    private static final int LEAST_PART = 10;
    private static final Duration AT_ONCE = Duration.ofMillis(250);

    /** What is over soon ends within a short time, whatever ends it. */
    private static final int SHORTER = 8;

    /** Where one of several has died, not every new client meets one that lives. */
    private static final Duration TRIES = Duration.ofSeconds(1);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> cut = evidence.cut();
        if (cut.size() < FEWEST || !wasAtOnce(evidence, cut)) {
            return Optional.empty();
        }
        int open = evidence.openAt(cut.get(0).at()).size();
        if (20 * cut.size() >= 19 * open) {
            return evidence.probes().isServedWithin(TRIES)
                    ? Optional.of(all(evidence, cut).on(cut))
                    : Optional.empty();
        }
        return cut.size() >= LEAST_PART && 20 * cut.size() >= open && evidence.isAMoment(cut)
                ? Optional.of(part(cut, open).on(cut))
                : Optional.empty();
    }

    /** At the same moment, and not as a consequence of having opened at the same moment. */
    private static boolean wasAtOnce(Evidence evidence, List<ClientOutcome> cut) {
        Spread ends = Spread.of(cut.stream().map(ClientOutcome::at).toList());
        Spread ages = Spread.of(cut.stream().map(ClientOutcome::age).toList());
        return ends.width().compareTo(AT_ONCE.plus(evidence.fleet().lateness())) <= 0
                && ages.middle().compareTo(AT_ONCE) > 0
                && ends.width().multipliedBy(SHORTER).compareTo(ages.middle()) < 0;
    }

    private static Finding all(Evidence evidence, List<ClientOutcome> cut) {
        List<String> because = new ArrayList<>(because(cut, ""));
        because.addAll(evidence.server().facts());
        return dropped(evidence, cut, because);
    }

    private static Finding dropped(Evidence evidence, List<ClientOutcome> cut, List<String> because) {
        long counts =
                cut.stream().map(one -> one.activity().received()).distinct().count();
        String limit = "it answers no more than "
                + Figures.count(cut.get(0).activity().received(), "message")
                + " (or as many bytes) on each, which all had got by then";
        boolean mayBeHeartbeat = MissedPongs.mayBe(evidence, cut);
        if (mayBeHeartbeat) {
            because.add(MissedPongs.fact(cut));
        }
        Alternatives alternatives = new Alternatives()
                .orIf(counts == 1 && cut.get(0).activity().received() > 0, limit)
                .orIf(mayBeHeartbeat, "its heartbeat does not see the pongs of the clients")
                .orIf(!evidence.server().isAlive(), "the server died and is back")
                .or("its own code ended them all")
                .or("a proxy before it restarted or lost it");
        return new Finding(
                alternatives.of("all connections were dropped at the same moment"),
                "F3",
                because,
                (mayBeHeartbeat ? "note each pong before the heartbeat looks for it; " : "")
                        + "look at the server's and the proxy's logs at that time: a restart, a task that closes connections",
                alternatives.unknown());
    }

    private static Finding part(List<ClientOutcome> cut, int open) {
        return new Finding(
                "a part of the connections was dropped at the same moment, one of: one of several processes or backends died, its own"
                        + " code ended these, or a proxy before it lost them",
                "F3",
                List.of(because(cut, " of " + Figures.count(open)).get(0), "the others lived on"),
                "look at the logs of all processes and of the proxy at that time, and for what these connections have in common",
                "which of them");
    }

    private static List<String> because(List<ClientOutcome> cut, String ofAll) {
        Duration within =
                Spread.of(cut.stream().map(ClientOutcome::at).toList()).width();
        return List.of(
                Figures.count(cut.size()) + ofAll + " connections ended without a close frame within "
                        + Figures.duration(within),
                "a new client can connect");
    }
}
