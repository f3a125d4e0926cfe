package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Set;

/** What the ledger's kinds of offences say of the server, where every connection lived on: whom they met, and how regularly. */
final class DeliveryPattern implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        Delivery delivery = evidence.delivery();
        if (delivery.owed() == 0 || evidence.open().size() < evidence.opened().size()) {
            return Optional.empty();
        }
        if (delivery.delivered() == 0 && delivery.unrecognised() > 0) {
            return Optional.of(otherReplies(delivery));
        }
        if (isAllThereIs(delivery, Kind.CROSSED, Kind.LOST, Kind.NOT_SENT)) {
            return Optional.of(crossed(delivery));
        }
        if (isAllThereIs(delivery, Kind.CORRUPTED, Kind.LOST, Kind.NOT_SENT)) {
            return Optional.of(corrupted(delivery));
        }
        if (isAllThereIs(delivery, Kind.DUPLICATED)) {
            return Optional.of(duplicated(delivery));
        }
        if (isAllThereIs(delivery, Kind.REORDERED, Kind.NOT_JUDGED)) {
            return Optional.of(reordered(delivery));
        }
        return isAllThereIs(delivery, Kind.LOST, Kind.NOT_SENT) ? regularLoss(evidence, delivery) : Optional.empty();
    }

    /** Says whether this kind was seen, and none but those that follow from it. */
    private static boolean isAllThereIs(Delivery delivery, Kind kind, Kind... consequences) {
        Set<Kind> seen = EnumSet.of(kind, consequences);
        return delivery.count(kind) > 0 && seen.containsAll(delivery.counts().keySet());
    }

    private static Finding otherReplies(Delivery delivery) {
        return new Finding(
                "the server answers with other messages than those that were sent: it is no echo, or it adds to them",
                "",
                List.of("none of " + Figures.count(delivery.owed()) + " owed messages came back as it was sent; "
                        + Figures.count(delivery.unrecognised(), "message") + " came that the workload does not know"),
                "tell the workload how a reply becomes what was sent: echo().replies(..); or use a script",
                "");
    }

    private static Finding crossed(Delivery delivery) {
        return new Finding(
                "the server mixes its clients up: messages reach others than those that they are meant for",
                "",
                List.of(met(delivery, Kind.CROSSED) + ", each intact and addressed to somebody else"),
                "look for what connections share and should not: a field of the endpoint, a buffer, a map by a key that is not"
                        + " unique",
                "which of them");
    }

    private static Finding corrupted(Delivery delivery) {
        return new Finding(
                "messages come back changed: their checksums do not fit",
                "",
                List.of(met(delivery, Kind.CORRUPTED) + ", in frames that are right"),
                "look for a buffer that is filled again before its message has been sent, and for a conversion of characters",
                "which of them");
    }

    private static Finding duplicated(Delivery delivery) {
        boolean all = delivery.duplicated() >= delivery.delivered();
        return new Finding(
                all
                        ? "the server sends every message twice, one of: clients are on its list twice, or two handlers answer"
                        : "the server sends some messages again",
                "",
                List.of(met(delivery, Kind.DUPLICATED) + ", " + Figures.count(delivery.delivered())
                        + " came once or more"),
                all
                        ? "register each client once"
                        : "look for a retry that does not know that the first try has succeeded",
                "");
    }

    private static Finding reordered(Delivery delivery) {
        return new Finding(
                "later messages of a connection overtake earlier ones, one of: the server handles messages of one connection at the"
                        + " same time, or what it passes them through does not keep their order",
                "",
                List.of(met(delivery, Kind.REORDERED)),
                "handle and send the messages of one connection in turn: one task at a time, or a queue for each connection",
                "which of the two");
    }

    /** The same share on everybody is a rule, and no accident. */
    private static Optional<Finding> regularLoss(Evidence evidence, Delivery delivery) {
        List<Long> lost = evidence.open().stream().map(evidence::lost).toList();
        long owed = delivery.owed() / Math.max(1, lost.size());
        boolean same = lost.size() > 2
                && lost.stream().distinct().count() == 1
                && lost.get(0) > 0
                && haveHeardAsMuch(evidence.open(), lost.get(0));
        if (!same || lost.get(0) >= owed) {
            return Optional.empty();
        }
        long one = Math.round((double) owed / lost.get(0));
        return Optional.of(new Finding(
                "the server loses messages by a rule: every client misses the same share",
                "",
                List.of("each of " + Figures.count(lost.size(), "client") + " lost " + Figures.count(lost.get(0))
                        + " of " + Figures.count(owed) + " messages, about one in " + Figures.count(one)),
                "look for what the server does with every " + Figures.count(one)
                        + "th message: a counter, a buffer of that size, a sample",
                "what it counts"));
    }

    /** Where each lost one message, it may be its last one: then they must have stopped at the same number. */
    private static boolean haveHeardAsMuch(List<ClientOutcome> open, long lost) {
        LongSummaryStatistics heard =
                open.stream().mapToLong(one -> one.activity().received()).summaryStatistics();
        return heard.getMax() - heard.getMin() <= (lost == 1 ? 0 : 1);
    }

    private static String met(Delivery delivery, Kind kind) {
        return Figures.count(delivery.count(kind), "message") + " on "
                + Figures.count(delivery.clients(kind), "client");
    }
}
