package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Broadcasts miss single clients that are alive, once others have left, and the rest hears everything: the server changes its
 * list of clients while it walks it, or takes a live one off it, or drops messages.
 */
final class BroadcastPassesOver implements Cause {
    /** A server's list may have another order than the opening here by as much. */
    private static final int NEAR = 2;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        Delivery delivery = evidence.delivery();
        boolean isBroadcast = delivery.owed() > 2 * delivery.sent();
        long left = evidence.gone();
        if (!isBroadcast || left == 0) {
            return Optional.empty();
        }
        Map<Boolean, List<ClientOutcome>> byLoss =
                evidence.open().stream().collect(Collectors.partitioningBy(one -> evidence.lost(one) > 0));
        List<ClientOutcome> missed = byLoss.get(true);
        boolean areFew = !missed.isEmpty()
                && missed.size() <= 2 * left
                && missed.size() < byLoss.get(false).size();
        return areFew
                ? Optional.of(finding(evidence, missed, byLoss.get(false).size(), left)
                        .on(missed))
                : Optional.empty();
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> missed, int complete, long left) {
        long messages = missed.stream().mapToLong(evidence::lost).sum();
        long deaf = missed.stream()
                .filter(one -> evidence.lost(one) > one.activity().received())
                .count();
        long neighbours = neighboursOfGone(evidence, missed);
        List<String> because = new ArrayList<>();
        because.add(Evidence.clients(missed) + " missed " + Figures.count(messages, "broadcast")
                + " in all, and are open; " + Figures.count(left, "other client") + " had left");
        because.add(Figures.count(complete, "client") + " heard every one of them");
        boolean areNeighbours =
                missed.size() >= FEWEST && 3 * neighbours >= 2 * missed.size() && isNoChance(evidence, left);
        if (areNeighbours) {
            because.add(
                    Figures.count(neighbours) + " of those that missed some had opened right after one that has left");
        }
        if (deaf >= FEWEST) {
            because.add(Figures.count(deaf) + " of those that missed some heard less than half of them");
            return takenOff(because);
        }
        return areNeighbours ? skipped(because) : oneOf(because);
    }

    private static long neighboursOfGone(Evidence evidence, List<ClientOutcome> missed) {
        List<ClientOutcome> order = evidence.opened();
        return missed.stream()
                .map(order::indexOf)
                .filter(place -> order.subList(Math.max(0, place - NEAR), place).stream()
                        .anyMatch(one -> one.status() == Status.CLOSED))
                .count();
    }

    /** Where many have left, everybody is a neighbour of one. */
    private static boolean isNoChance(Evidence evidence, long left) {
        return 3 * NEAR * left < evidence.opened().size();
    }

    private static Finding skipped(List<String> because) {
        return new Finding(
                "broadcasts pass over the neighbour of a client that has left: the server's list of clients is changed while it is"
                        + " walked by index",
                "F12",
                because,
                "do not remove from the list while you walk it by index: build a new list, walk backwards, or let the iterator"
                        + " remove. A lock inside the loop does not help: it happens in one thread",
                "");
    }

    private static Finding takenOff(List<String> because) {
        return new Finding(
                "clients that are alive hear no broadcasts, one of: the server has taken them off its list in place of those that left,"
                        + " it has stopped to write to them, or they were never on it",
                "F13",
                because,
                "remove the client that has gone, and not the one at its index; a lock inside the loop does not make that right",
                "which of them");
    }

    private static Finding oneOf(List<String> because) {
        return new Finding(
                "broadcasts pass over clients that are alive, one of: the server's list of clients is changed while it is walked, or"
                        + " messages are dropped (for slow clients, or at random)",
                "F12, F13",
                because,
                "do not remove from the list while you walk it by index: build a new list, walk backwards, or let the iterator"
                        + " remove. A lock inside the loop does not help: it happens in one thread",
                "which of them: a run in which nobody leaves would tell");
    }
}
