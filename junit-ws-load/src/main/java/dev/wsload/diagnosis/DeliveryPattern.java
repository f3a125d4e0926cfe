package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
            return Optional.of(otherReplies(evidence, delivery));
        }
        if (everybodyHears(evidence, delivery)) {
            return Optional.of(broadcast(evidence, delivery));
        }
        if (isAllThereIs(delivery, Kind.CROSSED, Kind.LOST, Kind.NOT_SENT)) {
            return Optional.of(crossed(delivery));
        }
        if (isAllThereIs(delivery, Kind.CORRUPTED, Kind.LOST, Kind.NOT_SENT)) {
            return Optional.of(corrupted(evidence, delivery));
        }
        if (isAllThereIs(delivery, Kind.DUPLICATED)) {
            return Optional.of(duplicated(evidence, delivery));
        }
        if (isAllThereIs(delivery, Kind.REORDERED, Kind.NOT_JUDGED)) {
            return Optional.of(reordered(delivery));
        }
        return isAllThereIs(delivery, Kind.LOST, Kind.NOT_SENT, Kind.REORDERED) && delivery.lostInGaps() > 0
                ? Optional.of(dropped(evidence, delivery))
                : Optional.empty();
    }

    /** Says whether this kind was seen, and none but those that follow from it. */
    private static boolean isAllThereIs(Delivery delivery, Kind kind, Kind... consequences) {
        Set<Kind> seen = EnumSet.of(kind, consequences);
        return delivery.count(kind) > 0 && seen.containsAll(delivery.counts().keySet());
    }

    private static Finding otherReplies(Evidence evidence, Delivery delivery) {
        List<String> because = new ArrayList<>();
        because.add("none of " + Figures.count(delivery.owed()) + " owed messages came back as it was sent; "
                + Figures.count(delivery.unrecognised(), "message") + " came that the workload does not know");
        delivery.unrecognisedExample().ifPresent(text -> because.add("the first of them: '" + text + "'"));
        String workload = evidence.isBroadcast() ? "fanOut" : "echo";
        return new Finding(
                "the server answers with other messages than those that were sent: it adds to them, or it sends something else",
                "",
                because,
                "tell the workload how a reply becomes what was sent: " + workload + "().replies(..); or use a script",
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

    private static Finding corrupted(Evidence evidence, Delivery delivery) {
        List<String> because = List.of(met(delivery, Kind.CORRUPTED) + ", in frames that are right");
        return CutMessage.of(evidence).map(cut -> cut.finding(because)).orElseGet(() -> changed(because));
    }

    private static Finding changed(List<String> because) {
        return new Finding(
                "messages come back changed: their checksums do not fit",
                "",
                because,
                "look for a buffer that is filled again before its message has been sent, and for a conversion of characters",
                "which of them");
    }

    /** Each message came back to its sender, and reached everybody else too. */
    private static boolean everybodyHears(Evidence evidence, Delivery delivery) {
        long others = delivery.sent() * (evidence.open().size() - 1);
        return others > 0
                && delivery.delivered() == delivery.owed()
                && delivery.owed() == delivery.sent()
                && 10 * delivery.crossed() >= 9 * others;
    }

    private static Finding broadcast(Evidence evidence, Delivery delivery) {
        return new Finding(
                "the server sends every message to everybody: it broadcasts, and the workload is an echo, in which nobody hears others",
                "",
                List.of("each of " + Figures.count(delivery.sent(), "message")
                        + " came back to its sender and reached the other "
                        + Figures.count(evidence.open().size() - 1, "client") + " as well"),
                "if it should broadcast, run fanOut() in place of echo(); if not, look at whom it sends to",
                "");
    }

    private static Finding duplicated(Evidence evidence, Delivery delivery) {
        List<ClientOutcome> twice = evidence.open().stream()
                .filter(one -> evidence.count(one, Kind.DUPLICATED) > 0)
                .toList();
        long received =
                twice.stream().mapToLong(one -> one.activity().received()).sum();
        boolean everything = 3 * delivery.duplicated() >= received;
        List<String> because = new ArrayList<>();
        because.add(met(delivery, Kind.DUPLICATED) + ", " + Figures.count(delivery.delivered()) + " came once or more");
        if (!everything) {
            return new Finding(
                    "the server sends some messages again",
                    "",
                    because,
                    "look for a retry that does not know that the first try has succeeded",
                    "");
        }
        boolean all = twice.size() == evidence.open().size();
        because.add((all
                        ? "all clients"
                        : Evidence.clients(twice) + " of "
                                + Figures.count(evidence.open().size()))
                + " got all their messages, or nearly all, twice");
        return new Finding(
                all
                        ? "the server sends every message twice, one of: clients are on its list twice, or two handlers answer"
                        : "the server sends every message twice to a part of the clients, one of: these are on its list twice, or two handlers"
                                + " answer them",
                "",
                because,
                "register each client once, and one handler",
                "which of the two");
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

    /** Later messages of the same senders came, so the way was open. */
    private static Finding dropped(Evidence evidence, Delivery delivery) {
        List<Long> lost = evidence.open().stream().map(evidence::lost).toList();
        boolean same = lost.size() > 2 && lost.stream().distinct().count() == 1;
        List<String> because = new ArrayList<>();
        because.add(Figures.count(delivery.lostInGaps()) + " of " + Figures.count(delivery.lost(), "lost message")
                + " were followed by later ones that came");
        if (same) {
            because.add("each of " + Figures.count(lost.size(), "client") + " lost " + Figures.count(lost.get(0))
                    + ", about one in " + Figures.count(Math.round((double) delivery.owed() / delivery.lost())));
        }
        Alternatives alternatives = new Alternatives()
                .orIf(same, "it leaves out messages by a rule (a counter, a sample)")
                .or("a queue or a pool is full and throws away what is too much (bursts, slow clients)")
                .orIf(!same, "an exception ends the handling of single ones")
                .orIf(!same, "it leaves out messages by a rule or at random");
        return new Finding(
                alternatives.of("the server drops messages of connections that live on"),
                "",
                because,
                "look for what bounds or rejects messages on the way (queues, pools, samplers) and at the log for what is thrown",
                alternatives.unknown() + ": a run at a low rate would tell, for then no queue is full");
    }

    private static String met(Delivery delivery, Kind kind) {
        return Figures.count(delivery.count(kind), "message") + " on "
                + Figures.count(delivery.clients(kind), "client");
    }
}
