package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Each connection ends at its client's next message once it has a certain age, and none before: a deadline that shows in a write. */
final class DeadlineAtNextMessage implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final Duration LEAST_AGE = Duration.ofMillis(500);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> ended = Deadline.ended(evidence);
        long served =
                ended.stream().filter(one -> one.activity().received() > 0).count();
        boolean isPattern = ended.size() >= FEWEST && 2 * served > ended.size() && areByMessages(evidence, ended);
        if (!isPattern || areTogether(evidence, ended)) {
            return Optional.empty();
        }
        Duration youngest = ended.stream()
                .map(ClientOutcome::age)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Duration lastReply = evidence.opened().stream()
                .map(one -> one.activity().lastReceived())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return youngest.compareTo(LEAST_AGE) > 0 && lastReply.minus(youngest).compareTo(skew(evidence, youngest)) < 0
                ? Optional.of(finding(ended, youngest, lastReply).on(ended))
                : Optional.empty();
    }

    /** Whoever talks all the time has just said something, whatever ends all at the same moment. */
    private static boolean areTogether(Evidence evidence, List<ClientOutcome> ended) {
        Duration width =
                Spread.of(ended.stream().map(ClientOutcome::at).toList()).width();
        return width.compareTo(AT_ONCE.multipliedBy(2).plus(evidence.fleet().lateness())) < 0;
    }

    /** The server's clock of a connection runs from before the handshake, the client's from after it. */
    private static Duration skew(Evidence evidence, Duration age) {
        List<Duration> handshakes = evidence.opened().stream()
                .map(ClientOutcome::handshake)
                .sorted()
                .toList();
        Duration skew = handshakes
                .get(handshakes.size() - 1)
                .minus(handshakes.get(0))
                .plus(evidence.fleet().lateness());
        Duration most = age.dividedBy(4);
        return skew.compareTo(most) < 0 ? skew : most;
    }

    /** Says whether each ended right after a message of its client's, which sent only now and then. */
    static boolean areByMessages(Evidence evidence, List<ClientOutcome> ended) {
        Duration atOnce = AT_ONCE.plus(evidence.fleet().lateness());
        return ended.stream().allMatch(one -> isByAMessage(one, atOnce));
    }

    private static boolean isByAMessage(ClientOutcome one, Duration atOnce) {
        if (one.activity().sent() == 0) {
            return false;
        }
        Duration pace = one.age().dividedBy(one.activity().sent());
        Duration silence = Deadline.silence(one);
        return pace.compareTo(AT_ONCE.multipliedBy(2)) > 0
                && silence.compareTo(atOnce) < 0
                && silence.multipliedBy(2).compareTo(pace) < 0;
    }

    private static Finding finding(List<ClientOutcome> ended, Duration youngest, Duration lastReply) {
        return new Finding(
                "the server ends connections at the next message once they have a certain age, one of: a write (or read) deadline that is"
                        + " set once and never renewed, a limit on their lifetime, or a session that has expired",
                "F14",
                List.of(
                        Figures.count(ended.size(), "connection") + " ended " + Endings.how(ended)
                                + ", each right after a message of its client's, none younger than "
                                + Figures.duration(youngest),
                        "no reply has come on a connection that was older than " + Figures.duration(lastReply)),
                "renew the deadline before every write and every read; if the age is a limit that is wanted, expect it in the test",
                "which of them");
    }
}
