package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clients miss the first broadcasts and hear all later ones: the server puts them on its list some time after they have connected. Where
 * somebody has left just before, that may be it as well.
 */
final class RegisteredLate implements Cause {
    /** Of fewer messages of a sender, those that are lost by chance may all be its first. */
    private static final int MANY = 4;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        Delivery delivery = evidence.delivery();
        List<ClientOutcome> missed =
                evidence.open().stream().filter(one -> evidence.lost(one) > 0).toList();
        boolean isOnlyAtFirst = delivery.lostAtFirst() + delivery.lostOfUnheard() == delivery.lost()
                && delivery.lostAtFirst() > delivery.lostOfUnheard();
        return evidence.isBroadcast()
                        && evidence.gone() == 0
                        && evidence.onlyLoses()
                        && isOnlyAtFirst
                        && missed.size() >= FEWEST
                        && delivery.sent() >= MANY * senders(evidence)
                ? Optional.of(finding(evidence, missed).on(missed))
                : Optional.empty();
    }

    private static long senders(Evidence evidence) {
        return evidence.opened().stream()
                .filter(one -> one.activity().sent() > 0)
                .count();
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> missed) {
        Delivery delivery = evidence.delivery();
        long unheard = delivery.lostOfUnheard();
        List<String> because = new ArrayList<>();
        because.add(Evidence.clients(missed) + " missed " + Figures.count(delivery.lost(), "broadcast") + ", "
                + (unheard == 0 ? "all" : Figures.count(delivery.lostAtFirst()))
                + " of them before the first that they heard of the same sender, and none after it");
        if (unheard > 0) {
            because.add("the other " + Figures.count(unheard) + " are of senders of whom they heard nothing");
        }
        return new Finding(
                "clients miss the first broadcasts, and hear later ones, one of: the server puts them on its list after it has answered"
                        + " their handshake, it does so at their own first message, or its processes begin late to pass messages on to"
                        + " each other",
                "F13",
                because,
                "if it is a moment after the handshake, let the test wait until the server has them all (@WsConnectedWhen,"
                        + " connectedWhen(..)), or put them on the list before it is answered; if it is their first message, let all of"
                        + " them say something before the broadcasts",
                "which of them");
    }
}
