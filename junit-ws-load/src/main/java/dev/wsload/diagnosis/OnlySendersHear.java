package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Delivery;
import dev.wsload.result.WorkloadResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Of each broadcast its sender has heard, and nobody else has ever heard any. */
final class OnlySendersHear implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        Delivery delivery = evidence.delivery();
        boolean isPattern = evidence.isBroadcast()
                && evidence.onlyLoses()
                && delivery.lost() > 0
                && delivery.delivered() == delivery.sent()
                && delivery.unheardByThemselves() == 0
                && evidence.opened().stream()
                        .allMatch(one ->
                                one.activity().received() == 0 || one.activity().sent() > 0);
        if (!isPattern) {
            return Optional.empty();
        }
        List<ClientOutcome> senders = evidence.opened().stream()
                .filter(one -> delivery.unheardBy(one.client()) > 0)
                .toList();
        return Optional.of(senders.size() == 1 ? ofOne(evidence, senders.get(0)) : ofSeveral(delivery));
    }

    private static Finding ofSeveral(Delivery delivery) {
        return new Finding(
                "the server sends messages back to their sender and to nobody else, one of: it does not broadcast (an echo), or each"
                        + " connection has a list of its own (an instance field of a Jakarta endpoint, which is made for each)",
                "",
                List.of(fact(delivery)),
                "if it is an echo, run echo() in place of fanOut(); if it should broadcast, let all connections share one list",
                "which of the two");
    }

    private static Finding ofOne(Evidence evidence, ClientOutcome sender) {
        boolean isGoneBehind = isNextGone(evidence, sender);
        Alternatives alternatives = new Alternatives()
                .or("the server sends messages back and does not broadcast (an echo)")
                .or("its list has nobody but the sender on it (F13)")
                .orIf(
                        isGoneBehind,
                        "broadcasts end at the client behind the sender on its list, which had gone (F9, F12)");
        return new Finding(
                alternatives.of("nobody but their sender hears broadcasts"),
                "",
                List.of(
                        fact(evidence.delivery()),
                        "all of them to the only sender, client " + sender.client()
                                + "; nobody else has ever heard any"),
                "if it is an echo, run echo() in place of fanOut(); if it should broadcast, look at whom it sends to",
                alternatives.unknown() + ": a run with several senders would tell");
    }

    /** Says whether the one that had opened next had gone when the sender began. */
    private static boolean isNextGone(Evidence evidence, ClientOutcome sender) {
        Duration took =
                evidence.fleet().lastWorkload().map(WorkloadResult::elapsed).orElse(Duration.ZERO);
        Duration begun =
                Evidence.openedAt(sender).plus(sender.activity().lastSent()).minus(took);
        List<ClientOutcome> order = evidence.opened();
        return order.stream()
                .skip(order.indexOf(sender) + 1L)
                .findFirst()
                .filter(next -> next.closure() != null && next.at().compareTo(begun) < 0)
                .isPresent();
    }

    private static String fact(Delivery delivery) {
        return Figures.count(delivery.delivered()) + " of " + Figures.count(delivery.owed())
                + " owed deliveries came, as many as messages were sent";
    }
}
