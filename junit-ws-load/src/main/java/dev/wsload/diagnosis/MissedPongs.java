package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Connections end a fixed time after a ping of the server's, at different moments, though the clients have answered it. */
final class MissedPongs implements Cause {
    /** A heartbeat gives up after one ping or a few. */
    private static final int MOST_PINGS = 3;

    private static final Duration LEAST = Duration.ofMillis(200);
    private static final Duration APART = Duration.ofMillis(500);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> ended = Deadline.ended(evidence);
        if (ended.size() < FEWEST || saysOtherwise(ended) || !mayBe(evidence, ended)) {
            return Optional.empty();
        }
        Spread ends = Spread.of(ended.stream().map(ClientOutcome::at).toList());
        Spread ages = Spread.of(ended.stream().map(ClientOutcome::age).toList());
        return ends.width().compareTo(APART) > 0
                        && since(ended).isMuchTighterThan(ends)
                        && !ages.isTight(evidence.fleet().lateness())
                ? Optional.of(finding(ended).on(ended))
                : Optional.empty();
    }

    private static boolean saysOtherwise(List<ClientOutcome> ended) {
        return ended.stream()
                .map(ClientOutcome::closure)
                .anyMatch(closure -> Evidence.isGoodbye(closure)
                        || MessageQuota.TELL_WHY.contains(closure.code().value()));
    }

    /** Says whether it may be a heartbeat that has ended these: all of them so long after a ping, and nobody has outlived that. */
    static boolean mayBe(Evidence evidence, List<ClientOutcome> ended) {
        if (!ended.stream().allMatch(one -> pings(one) > 0 && pings(one) <= MOST_PINGS)) {
            return false;
        }
        Spread since = since(ended);
        Duration most = since.slowest().plus(Spread.tolerance(since.slowest()));
        Duration last = ended.get(ended.size() - 1).at();
        return since.isTight(evidence.fleet().lateness())
                && since.middle().compareTo(LEAST) > 0
                && evidence.survivors().stream().noneMatch(one -> hasOutlived(one, most, last));
    }

    private static boolean hasOutlived(ClientOutcome survivor, Duration sincePing, Duration last) {
        Duration end = survivor.closure() == null ? last : survivor.at();
        Duration pinged = Evidence.openedAt(survivor).plus(survivor.activity().lastPing());
        return pings(survivor) > MOST_PINGS
                || pings(survivor) > 0 && pinged.plus(sincePing).compareTo(end) < 0;
    }

    private static int pings(ClientOutcome one) {
        return one.activity().pings();
    }

    private static Duration sincePing(ClientOutcome one) {
        return one.age().minus(one.activity().lastPing());
    }

    private static Spread since(List<ClientOutcome> ended) {
        return Spread.of(ended.stream().map(MissedPongs::sincePing).toList());
    }

    /** Returns {@code each of them had got a ping of the server's 2.0 s before, and its client had answered it}. */
    static String fact(List<ClientOutcome> ended) {
        return "each of them had got a ping of the server's "
                + Figures.duration(since(ended).middle()) + " before, and its client had answered it";
    }

    private static Finding finding(List<ClientOutcome> ended) {
        return new Finding(
                "the server's heartbeat ends connections though their clients answer its pings, one of: it does not note the pongs, or it"
                        + " reads them too late (it is overloaded)",
                "",
                List.of(
                        Figures.count(ended.size(), "connection") + " ended " + Endings.how(ended)
                                + ", at different times",
                        fact(ended)),
                "note each pong (node ws: ws.on('pong', ..); Jakarta: a PongMessage handler) before the next round looks for it",
                "which of the two");
    }
}
