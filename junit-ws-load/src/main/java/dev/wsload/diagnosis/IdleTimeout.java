package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Connections end after the same silence, or so the server says. */
final class IdleTimeout implements Cause {
    private static final Duration LEAST = Duration.ofMillis(500);

    /** Some proxies look at their timers no more often than that. */
    private static final Duration LAZY = Duration.ofMillis(300);

    private static final Set<String> WORDS = Set.of("idle", "inactiv");

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> ended = Deadline.ended(evidence);
        if (ended.size() < FEWEST) {
            return Optional.empty();
        }
        Spread silences = Spread.of(ended.stream().map(Deadline::silence).toList());
        boolean tellsOtherwise =
                MessageQuota.TELL_WHY.contains(ended.get(0).closure().code().value());
        boolean isSo = saysSo(ended)
                || !tellsOtherwise && (metOnlyTheSilent(evidence, ended) || isSameSilence(evidence, ended, silences));
        return isSo ? Optional.of(finding(evidence, ended, silences).on(ended)) : Optional.empty();
    }

    private static boolean saysSo(List<ClientOutcome> ended) {
        return ended.stream()
                .map(one -> one.closure().reason().toLowerCase(Locale.ROOT))
                .allMatch(reason -> WORDS.stream().anyMatch(reason::contains));
    }

    /** Where all that spoke were spared, it is the silent ones that are meant. */
    private static boolean metOnlyTheSilent(Evidence evidence, List<ClientOutcome> ended) {
        Spread ages = Spread.of(ended.stream().map(ClientOutcome::age).toList());
        return neverSpoke(ended)
                && ages.middle().compareTo(Deadline.LEAST_AGE) > 0
                && !evidence.survivors().isEmpty()
                && evidence.survivors().stream().allMatch(one -> one.activity().sent() > 0)
                && ages.isTight(evidence.fleet().lateness())
                && evidence.probes().endsNewcomersAt(ages.middle()).orElse(false);
    }

    /** Where all fell silent at the same moment, newcomers tell whether it is the silence that ended them. */
    private static boolean isSameSilence(Evidence evidence, List<ClientOutcome> ended, Spread silences) {
        Duration late = evidence.fleet().lateness();
        Spread ends = Spread.of(ended.stream().map(ClientOutcome::at).toList());
        boolean isSame = silences.isTight(late.plus(LAZY))
                && silences.middle().compareTo(LEAST) > 0
                && !Deadline.spared(evidence, ended, silences.middle(), IdleTimeout::lastSentAt);
        return isSame
                && (silences.isMuchTighterThan(ends) && !waitForReplies(evidence, ended)
                        || evidence.probes().endsNewcomersAt(silences.middle()).orElse(false));
    }

    /** A time limit on the handling of a message ends these as well. */
    private static boolean waitForReplies(Evidence evidence, List<ClientOutcome> ended) {
        return 2 * ended.stream().filter(one -> evidence.lost(one) > 0).count() > ended.size();
    }

    private static Duration lastSentAt(ClientOutcome open) {
        return Evidence.openedAt(open).plus(open.activity().lastSent());
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> ended, Spread silences) {
        boolean neverSpoke = neverSpoke(ended);
        Duration pings = evidence.fleet().plan().timeouts().keepAlive();
        String raise = pings.isZero()
                ? "let clients send pings more often than that (keepAlive), or raise the timeout"
                : "let it count pings: clients sent one every " + Figures.duration(pings)
                        + " (keepAlive); or let them send messages, or raise the timeout";
        return new Finding(
                neverSpoke
                        ? "the server, or a proxy before it, ends connections that say nothing, one of: an idle timeout, or a"
                                + " deadline for a first message (a login)"
                        : "idle timeout: the server, or a proxy before it, ends connections on which nothing comes from the client",
                "F14",
                List.of(
                        Figures.count(ended.size(), "connection") + " ended " + silences
                                + (neverSpoke
                                        ? " after they had opened, and had sent nothing"
                                        : " after the client's last message"),
                        how(ended.get(0).closure())),
                neverSpoke ? "let each client send what the server awaits first; or " + raise : raise,
                "whether it is the server's or a proxy's");
    }

    private static String how(Closure closure) {
        return closure.initiator() == Initiator.NOBODY
                ? "without a close frame, as a proxy or a load balancer does it that does not speak WebSocket, or a server that"
                        + " closes the socket"
                : "with a close frame that says " + closure.code()
                        + (closure.reason().isEmpty() ? "" : " \"" + closure.reason() + "\"")
                        + ", so by somebody who speaks WebSocket";
    }

    private static boolean neverSpoke(List<ClientOutcome> ended) {
        return ended.stream().allMatch(one -> one.activity().sent() == 0);
    }
}
