package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Delivery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Broadcasts miss single clients that are alive, once others have left, and the rest hears everything: the server changes its
 * list of clients while it walks it, or takes a live one off it, or drops messages.
 */
final class BroadcastPassesOver implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        Delivery delivery = evidence.delivery();
        boolean isBroadcast = delivery.owed() > 2 * delivery.sent();
        long left = evidence.gone();
        if (!isBroadcast || left == 0) {
            return Optional.empty();
        }
        List<ClientOutcome> alive = evidence.open();
        Map<Boolean, List<ClientOutcome>> byLoss =
                alive.stream().collect(Collectors.partitioningBy(one -> evidence.lost(one) > 0));
        List<ClientOutcome> missed = byLoss.get(true);
        boolean areFew = !missed.isEmpty() && missed.size() <= left && 2 * missed.size() < alive.size();
        return areFew ? Optional.of(finding(evidence, missed, byLoss.get(false).size(), left)) : Optional.empty();
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> missed, int complete, long left) {
        long messages = missed.stream().mapToLong(evidence::lost).sum();
        return new Finding(
                        "broadcasts pass over clients that are alive, one of: the server's list of clients is changed while it is"
                                + " walked, a live client is taken off it, or messages are dropped (for slow clients, or at random)",
                        "F12, F13",
                        List.of(
                                Evidence.clients(missed) + " missed " + Figures.count(messages, "broadcast")
                                        + " in all, and are open; " + Figures.count(left, "other client") + " had left",
                                Figures.count(complete, "client") + " heard every one of them"),
                        "do not remove from the list while you walk it by index: build a new list, walk backwards, or let the iterator"
                                + " remove. A lock inside the loop does not help: it happens in one thread",
                        "which of them: a run in which nobody leaves would tell")
                .on(missed);
    }
}
