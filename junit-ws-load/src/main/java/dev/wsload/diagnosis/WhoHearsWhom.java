package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import java.util.List;
import java.util.Optional;

/** Broadcasts reach some clients in full and others not at all, by who sends them: each but its sender, or each of a part. */
final class WhoHearsWhom implements Cause {
    /** As many messages of a sender are not all lost, or none of them, by chance. */
    private static final int MANY = 3;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        Delivery delivery = evidence.delivery();
        if (!evidence.isBroadcast() || !evidence.onlyLoses() || delivery.lostInGaps() > 0) {
            return Optional.empty();
        }
        List<ClientOutcome> missed =
                evidence.open().stream().filter(one -> evidence.lost(one) > 0).toList();
        return missed.size() == delivery.clients(Kind.LOST) && delivery.unheardByThemselves() == missed.size()
                ? notThemselves(evidence, missed)
                : parts(evidence, missed);
    }

    /** Nobody who sends has heard itself, and everybody has heard all others. */
    private static Optional<Finding> notThemselves(Evidence evidence, List<ClientOutcome> senders) {
        boolean onlyThemselves = !senders.isEmpty()
                && senders.stream()
                        .allMatch(one -> one.activity().sent() > 0
                                && evidence.delivery().sendersUnheard(one.client()) == 1
                                && evidence.lost(one) <= one.activity().sent());
        if (!onlyThemselves) {
            return Optional.empty();
        }
        Alternatives alternatives = new Alternatives()
                .or("it sends to everybody but the sender, and the workload expects the sender to hear it as well")
                .orIf(senders.size() == 1, "it has this one client not on its list (F13)");
        return Optional.of(new Finding(
                        alternatives.of("senders do not hear themselves"),
                        "",
                        List.of(
                                Evidence.clients(senders)
                                        + " sent, and heard nothing of themselves and everything of others",
                                "all others heard every message"),
                        "if that is meant, run fanOut().exceptSender(); if not, look at whom it sends to",
                        alternatives.unknown())
                .on(senders));
    }

    /** Whoever misses something hears some senders in full and others not at all. */
    private static Optional<Finding> parts(Evidence evidence, List<ClientOutcome> missed) {
        Delivery delivery = evidence.delivery();
        List<ClientOutcome> divided = missed.stream()
                .filter(one -> delivery.sendersHeard(one.client()) > 0 && delivery.sendersUnheard(one.client()) > 0)
                .toList();
        if (divided.size() < FEWEST
                || 10 * divided.size() < 9 * missed.size()
                || divided.stream().anyMatch(one -> isInPart(delivery, one))
                || evidence.open().stream().anyMatch(one -> isHeardByNobody(delivery, one))
                || isByChance(delivery, evidence)) {
            return Optional.empty();
        }
        long heard = divided.stream()
                .mapToLong(one -> delivery.sendersHeard(one.client()))
                .sum();
        long unheard = divided.stream()
                .mapToLong(one -> delivery.sendersUnheard(one.client()))
                .sum();
        return Optional.of(new Finding(
                        "broadcasts reach the clients of a part only, one of: several processes of the server serve them and do not pass"
                                + " messages on to each other, or it has put them into different rooms",
                        "",
                        List.of(
                                Evidence.clients(divided)
                                        + " heard every message of some senders and none of others (over all of them: "
                                        + Figures.count(heard, "sender") + " in full, " + Figures.count(unheard)
                                        + " not at all)",
                                "nothing was lost between messages that came"),
                        "let the processes share what is published (a broker, publish and subscribe), or let the clients join the same room",
                        "which of the two")
                .on(divided));
    }

    private static boolean isInPart(Delivery delivery, ClientOutcome one) {
        return delivery.sendersHeard(one.client()) + delivery.sendersUnheard(one.client())
                < delivery.sendersOwing(one.client());
    }

    /** Who is heard by nobody has not been published at all. */
    private static boolean isHeardByNobody(Delivery delivery, ClientOutcome sender) {
        return delivery.unheardBy(sender.client()) > 0 && delivery.heardBy(sender.client()) == 0;
    }

    /** Of senders that send once or twice, some are heard and others not wherever messages are dropped. */
    private static boolean isByChance(Delivery delivery, Evidence evidence) {
        long pairs = evidence.open().stream()
                .mapToLong(one -> delivery.sendersOwing(one.client()))
                .sum();
        return delivery.owed() < MANY * pairs;
    }
}
