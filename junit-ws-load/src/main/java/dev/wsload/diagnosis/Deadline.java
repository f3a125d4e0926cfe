package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.wire.CloseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Connections end by the clock: at the same age, however busy they are. Whether an idle timeout may do that as well is said
 * only where the two can be told apart.
 */
final class Deadline implements Cause {
    /** What ends sooner is no deadline but a refusal. */
    static final Duration LEAST_AGE = Duration.ofMillis(200);

    private static final int LEAST_PART = 8;

    /** A server that ends all at once, one after the other in the order of their opening, does not take longer. */
    private static final Duration LEAST_RAMP = Duration.ofSeconds(1);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> ended = ended(evidence);
        if (ended.size() < FEWEST) {
            return Optional.empty();
        }
        Duration late = evidence.fleet().lateness();
        Spread ages = Spread.of(ended.stream().map(ClientOutcome::age).toList());
        Spread silences = Spread.of(ended.stream().map(Deadline::silence).toList());
        if (ages.middle().compareTo(LEAST_AGE) <= 0) {
            return Optional.empty();
        }
        if (ages.isTight(late)) {
            return atTheSameAge(evidence, ended, ages, silences);
        }
        return areNear(ages, silences)
                        && !spared(evidence, ended, ages.middle(), Evidence::openedAt)
                        && evidence.probes()
                                .endsNewcomersAt(Duration.ofNanos(ages.least()))
                                .orElse(false)
                ? Optional.of(ofAge(evidence, ended, because(ended, ages, false)))
                : Optional.empty();
    }

    /** Where a busy machine ends some of them late, all at once, it is told by new clients, who end at the age of the first. */
    private static boolean areNear(Spread ages, Spread silences) {
        return ages.width().multipliedBy(4).compareTo(ages.middle()) < 0
                && silences.slowest().multipliedBy(4).compareTo(ages.middle()) < 0;
    }

    private static Optional<Finding> atTheSameAge(
            Evidence evidence, List<ClientOutcome> ended, Spread ages, Spread silences) {
        Spread ends = Spread.of(ended.stream().map(ClientOutcome::at).toList());
        boolean atDifferentTimes = ends.width().compareTo(LEAST_RAMP) > 0
                && ages.isMuchTighterThan(ends)
                && !mayBeCounted(ended, silences, evidence.fleet().lateness());
        if (spared(evidence, ended, ages.middle(), Evidence::openedAt)) {
            boolean haveSpoken = ended.stream().anyMatch(one -> one.activity().sent() > 0);
            return atDifferentTimes && haveSpoken && ended.size() >= LEAST_PART
                    ? Optional.of(ofPart(ended, ages).on(ended))
                    : Optional.empty();
        }
        Optional<Boolean> asked = evidence.probes().endsNewcomersAt(ages.middle());
        return asked.orElse(atDifferentTimes)
                ? Optional.of(ofAge(evidence, ended, because(ended, ages, asked.isEmpty())))
                : Optional.empty();
    }

    /** Returns those that the server's side ended without breaking a rule, and not because all was done. */
    static List<ClientOutcome> ended(Evidence evidence) {
        return evidence.endedByServer().stream()
                .filter(outcome -> outcome.closure().violation().isEmpty()
                        && (!outcome.closure().code().equals(CloseCode.NORMAL_CLOSURE)
                                || evidence.isUnfinished(outcome)))
                .toList();
    }

    /** The others are older, so it is no clock for all of them. */
    private static Finding ofPart(List<ClientOutcome> ended, Spread ages) {
        return new Finding(
                "a part of the connections ends at a fixed age, and the others do not, one of: one of several servers has a stale deadline"
                        + " or a limit on their lifetime, or these clients are treated otherwise",
                "F14",
                because(ended, ages, true),
                "look at what these have in common, and at the time limits of the server that served them",
                "which of the two");
    }

    private static Finding ofAge(Evidence evidence, List<ClientOutcome> ended, List<String> because) {
        if (MissedPongs.mayBe(evidence, ended)) {
            return heartbeat(ended, because).on(ended);
        }
        return (10 * busy(ended) >= 9 * ended.size() ? stale(ended, because) : either(ended, because)).on(ended);
    }

    /** Says whether more than a few lived on though their time had come, too, so that it is no clock that ends them. */
    static boolean spared(
            Evidence evidence, List<ClientOutcome> ended, Duration time, Function<ClientOutcome, Duration> since) {
        Set<ClientOutcome> gone = new HashSet<>(ended);
        Duration last = ended.get(ended.size() - 1).at();
        Duration most = time.plus(Spread.tolerance(time));
        long spared = evidence.opened().stream()
                .filter(one -> !gone.contains(one))
                .filter(one -> since.apply(one).plus(most).compareTo(one.closure() == null ? last : one.at()) < 0)
                .count();
        return 10 * spared > ended.size();
    }

    /** Where all sent the same number of messages, and ended right after the last, it may be that and not the age. */
    private static boolean mayBeCounted(List<ClientOutcome> ended, Spread silences, Duration late) {
        return ended.stream().map(one -> one.activity().sent()).distinct().count() == 1
                && silences.most() < Duration.ofMillis(50).plus(late).toNanos();
    }

    /** How long nothing had passed when it ended. */
    static Duration silence(ClientOutcome outcome) {
        return outcome.age().minus(outcome.activity().lastSent());
    }

    /** Says how many had sent something in the last half of their lives: no timeout for idle ones meets these. */
    private static int busy(List<ClientOutcome> ended) {
        return (int) ended.stream()
                .filter(outcome -> outcome.activity().sent() > 0)
                .filter(outcome -> silence(outcome).compareTo(outcome.age().dividedBy(2)) < 0)
                .count();
    }

    private static Finding stale(List<ClientOutcome> ended, List<String> because) {
        CloseCode code = ended.get(0).closure().code();
        boolean meant = code.isSendable();
        List<String> facts = new ArrayList<>(because);
        facts.add(
                "they were busy: they had sent messages in the last half of their lives, so no timeout for silent clients ends them");
        return new Finding(
                meant
                        ? "the server ends connections at a fixed age, one of: a limit on their lifetime, a timer for a login that nobody"
                                + " cancels, or a stale deadline that is set once and never renewed"
                        : "stale deadline: what ends a connection is set once, when it opens, one of: a read or write deadline that is not"
                                + " renewed before every read and write, a timer (for a login, the handshake) that nobody cancels, or a"
                                + " limit on its lifetime",
                "F14",
                facts,
                meant
                        ? "if the limit is wanted, expect its code in the test; if not, renew the deadline before every read and write, or"
                                + " cancel the timer"
                        : "renew the deadline before every read, and before every write; cancel the timer once what it waits for has come",
                meant
                        ? "which of them; the code " + code + " speaks for a limit that somebody wants"
                                + Endings.inItsWords(ended)
                        : "which line sets it, and which of them it is");
    }

    /** A heartbeat of each connection's own ends it at a fixed age, too. */
    private static Finding heartbeat(List<ClientOutcome> ended, List<String> because) {
        List<String> facts = new ArrayList<>(because);
        facts.add(MissedPongs.fact(ended));
        return new Finding(
                "the server ends connections at a fixed age, one of: its heartbeat does not see the pongs of the clients, a stale deadline"
                        + " or a timer that is set once, or a limit on their lifetime",
                "F14",
                facts,
                "note each pong before the heartbeat looks for it; renew deadlines before every read and write",
                "which of them");
    }

    private static Finding either(List<ClientOutcome> ended, List<String> because) {
        boolean haveSpoken = ended.stream().anyMatch(one -> one.activity().sent() > 0);
        Alternatives alternatives = new Alternatives()
                .or("an idle timeout")
                .orIf(!haveSpoken, "a deadline for a first message (a login)")
                .or("a limit on their lifetime")
                .or("a stale deadline that is never renewed");
        return new Finding(
                alternatives.of("the server ends connections by the clock"),
                "F14",
                because,
                "let clients send while they wait, and see whether they live longer: then it is an idle timeout",
                "which of them: " + (ended.size() - busy(ended)) + " of " + ended.size()
                        + " connections had been silent for half their lives or longer");
    }

    private static List<String> because(List<ClientOutcome> ended, Spread ages, boolean atDifferentTimes) {
        return List.of(Figures.count(ended.size(), "connection") + " ended at age " + ages + " "
                + Endings.how(ended)
                + (atDifferentTimes
                        ? ", though they opened at different times"
                        : ", and so did new clients that opened afterwards, at different times"));
    }
}
