package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Connections end after the same number of messages, though they had more to send: the server counts. */
final class MessageQuota implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(200);
    /** What a close frame with one of these says is more than a count does. */
    static final Set<Integer> TELL_WHY = Set.of(1002, 1003, 1007, 1009, 1010, 1011, 1012, 1013, 1014);

    private static final int MANY = 20;
    private static final Duration APART = Duration.ofMillis(500);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> ended = evidence.endedByServer().stream()
                .filter(outcome -> outcome.closure().violation().isEmpty())
                .filter(outcome -> outcome.activity().sent() > 0)
                .toList();
        if (ended.size() < FEWEST || ended.size() < evidence.endedByServer().size() || areCut(ended)) {
            return Optional.empty();
        }
        long count = ended.get(0).activity().received();
        boolean isSame = ended.stream().allMatch(one -> one.activity().received() == count);
        boolean hadMore = ended.stream().allMatch(evidence::isUnfinished);
        boolean nobodyPassedIt =
                evidence.open().stream().noneMatch(one -> one.activity().received() > count);
        if (!isSame
                || !hadMore
                || !nobodyPassedIt
                || TELL_WHY.contains(ended.get(0).closure().code().value())) {
            return Optional.empty();
        }
        if (count == 0) {
            return first(ended).map(finding -> finding.on(ended));
        }
        Spread ends = Spread.of(ended.stream().map(ClientOutcome::at).toList());
        Spread ages = Spread.of(ended.stream().map(ClientOutcome::age).toList());
        return differsInTime(evidence, ended, ends, ages) || isNoChance(evidence, ended, count, ends, ages)
                ? Optional.of(finding(ended, count).on(ended))
                : Optional.empty();
    }

    /** Who counts messages ends between two of them. */
    private static boolean areCut(List<ClientOutcome> ended) {
        return 2 * ended.stream().filter(one -> one.activity().inMessage()).count() > ended.size();
    }

    /**
     * Who hears only itself gets on at its own pace: the same count on so many is none that a moment makes, unless they end closer
     * together than their messages come.
     */
    private static boolean isNoChance(
            Evidence evidence, List<ClientOutcome> ended, long count, Spread ends, Spread ages) {
        Duration each = ages.middle().dividedBy(Math.max(1, count));
        return evidence.delivery().owed() <= evidence.delivery().sent()
                && ended.size() >= MANY
                && count >= FEWEST
                && ends.width().compareTo(each) > 0;
    }

    /** What ends all at the same moment finds the same counts where all send at the same rate. */
    private static boolean differsInTime(Evidence evidence, List<ClientOutcome> ended, Spread ends, Spread ages) {
        Duration late = evidence.fleet().lateness();
        Duration all = ended.get(ended.size() - 1).at().minus(ended.get(0).at());
        return !ends.isTight(late) && !ages.isTight(late) || all.compareTo(APART.plus(late)) > 0;
    }

    private static Finding finding(List<ClientOutcome> ended, long count) {
        return new Finding(
                "the server ends a connection once it has answered " + Figures.count(count, "message")
                        + ", one of: a limit of messages (or of bytes, where all are as long), too many in a time (a rate limit), or a"
                        + " message that it cannot handle" + Endings.inItsWords(ended),
                "",
                List.of(
                        "each of " + Figures.count(ended.size(), "connection") + " ended " + Endings.how(ended)
                                + " after " + Figures.count(count, "message") + " had come back",
                        "they had more to send, and nobody got further"),
                "look for what the server counts, and send more slowly (rate); if it is no limit, look at what is special about message "
                        + Figures.count(count + 1),
                "which of them");
    }

    private static Optional<Finding> first(List<ClientOutcome> ended) {
        boolean byTheMessage = ended.stream()
                .allMatch(one -> one.age().minus(one.activity().lastSent()).compareTo(AT_ONCE) < 0);
        if (!byTheMessage) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "the server ends a connection at its first message, one of: the message is too long for it, of a kind (text or binary) or"
                        + " with a content that it cannot handle, or its handler fails",
                "",
                List.of(Figures.count(ended.size(), "connection") + " ended " + Endings.how(ended)
                        + " as soon as they had sent a message, and without a reply"),
                "look at the server's log, try a shorter message (size) and one of the other kind (binary)",
                "which of them"));
    }
}
