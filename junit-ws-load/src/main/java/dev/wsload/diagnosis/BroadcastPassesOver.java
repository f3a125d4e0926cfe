package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Broadcasts miss clients that are alive, and the rest hears everything: the server changes its list of clients while it walks it,
 * takes a live one off it or never puts it on, ends the walk at one that has gone, or drops messages.
 */
final class BroadcastPassesOver implements Cause {
    /** A server's list may have another order than the opening here by as much. */
    private static final int NEAR = 2;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        boolean isBroadcast =
                evidence.delivery().owed() > 2 * evidence.delivery().sent();
        if (!isBroadcast) {
            return Optional.empty();
        }
        Listeners listeners = Listeners.of(evidence);
        if (listeners.missed().isEmpty()) {
            return Optional.empty();
        }
        if (listeners.complete().isEmpty()) {
            return nobodyHears(evidence, listeners).map(found -> found.on(listeners.missed()));
        }
        Optional<Finding> finding = listeners.left() == 0 ? deaf(listeners) : someLeft(listeners);
        return finding.map(found -> found.on(listeners.missed()));
    }

    /**
     * Who should have heard.
     *
     * @param order all that opened, in that order
     * @param missed those that are open and missed something
     * @param deaf those of them that missed everything
     * @param complete those that are open and heard everything
     * @param left how many have gone
     * @param messages how many broadcasts the missed ones missed
     * @param inGaps how many of these were followed by later ones that they heard
     */
    private record Listeners(
            List<ClientOutcome> order,
            List<ClientOutcome> missed,
            List<ClientOutcome> deaf,
            List<ClientOutcome> complete,
            long left,
            long messages,
            long inGaps) {
        static Listeners of(Evidence evidence) {
            var byLoss = evidence.open().stream().collect(Collectors.partitioningBy(one -> evidence.lost(one) > 0));
            List<ClientOutcome> missed = byLoss.get(true);
            long all = evidence.delivery().sent();
            return new Listeners(
                    evidence.opened(),
                    missed,
                    missed.stream()
                            .filter(one -> evidence.lost(one) >= all
                                    || evidence.lostItsLast(one)
                                            && evidence.lost(one)
                                                    > one.activity().received())
                            .toList(),
                    byLoss.get(false),
                    evidence.gone(),
                    missed.stream().mapToLong(evidence::lost).sum(),
                    missed.stream()
                            .mapToLong(one -> evidence.delivery().lostInGapsOf(one.client()))
                            .sum());
        }

        boolean areDeaf() {
            return missed.size() >= FEWEST && 10 * deaf.size() >= 9 * missed.size();
        }

        /** Says whether those that missed came after all others, in the order of their opening. */
        boolean areLast() {
            return missed.size() >= FEWEST && 10L * swapped(complete.size()) <= missed.size();
        }

        /** Says whether those that missed are all who opened after the first one that has gone. */
        boolean areBehindTheFirstGone() {
            List<ClientOutcome> open = open();
            int firstGone = order.indexOf(order.stream()
                    .filter(one -> one.status() == Status.CLOSED)
                    .findFirst()
                    .orElseThrow());
            long before =
                    order.subList(0, firstGone).stream().filter(open::contains).count();
            return missed.size() >= FEWEST && 10L * swapped(before) <= missed.size();
        }

        private List<ClientOutcome> open() {
            return order.stream().filter(one -> one.status() == Status.OPEN).toList();
        }

        /** Returns how many of the first so many missed, and how many of the others did not. */
        private long swapped(long first) {
            List<ClientOutcome> open = open();
            long early = open.stream().limit(first).filter(missed::contains).count();
            long late = open.stream().skip(first).filter(complete::contains).count();
            return early + late;
        }

        long neighboursOfGone() {
            return missed.stream()
                    .map(order::indexOf)
                    .filter(place -> order.subList(Math.max(0, place - NEAR), place).stream()
                            .anyMatch(one -> one.status() == Status.CLOSED))
                    .count();
        }

        /** Where many have left, everybody is a neighbour of one. */
        boolean areNeighbours() {
            return missed.size() >= FEWEST
                    && 3 * neighboursOfGone() >= 2 * missed.size()
                    && 3 * NEAR * left < order.size();
        }

        List<String> because() {
            List<String> because = new ArrayList<>();
            because.add(Evidence.clients(missed) + " missed " + Figures.count(messages, "broadcast")
                    + " in all, and are open; "
                    + (left == 0 ? "nobody had left" : Figures.count(left, "other client") + " had left"));
            because.add(Evidence.clients(complete) + " heard every one of them");
            return because;
        }
    }

    private static Optional<Finding> nobodyHears(Evidence evidence, Listeners listeners) {
        if (evidence.delivery().delivered() > 0 || listeners.left() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "nobody hears broadcasts any more once clients have left, one of: they end at the first client that has gone, and it is the"
                        + " first on the list, or what sends them has died or is stuck",
                "F9, F12",
                List.of(listeners.because().get(0)),
                "let a send that fails end that client only: catch its exception inside the loop; look at the log for what ended the thread"
                        + " that broadcasts",
                "which of the two"));
    }

    private static Optional<Finding> deaf(Listeners listeners) {
        if (!listeners.areDeaf()) {
            return Optional.empty();
        }
        List<String> because = listeners.because();
        if (listeners.areLast()) {
            because.add("those that heard nothing are the last that opened");
        }
        Alternatives alternatives = new Alternatives()
                .orIf(
                        listeners.areLast(),
                        "broadcasts go to the first "
                                + Figures.count(listeners.complete().size()) + " only (a limit, a page of a list)")
                .or("they were never put on its list (two that open at the same time, an error on the way)")
                .orIf(listeners.left() > 0, "it has taken them off in place of those that left")
                .orIf(listeners.left() > 0, "broadcasts end at a client that has gone, in the order of its list")
                .or("another process of the server serves them, and messages are not passed on to it")
                .or("what should send to them is stuck");
        return Optional.of(new Finding(
                alternatives.of(
                        listeners.left() > 0
                                ? "clients that are alive hear no broadcasts of the server any more"
                                : "clients that are alive hear no broadcast of the server at all"),
                listeners.left() > 0 ? "F9, F12, F13" : "F13",
                because,
                "put each client on the list under the lock that all others take, before its handshake is answered; compare the list's"
                        + " size with the number of connections (@WsConnectedWhen)",
                alternatives.unknown()));
    }

    private static Optional<Finding> someLeft(Listeners listeners) {
        List<String> because = listeners.because();
        if (listeners.areBehindTheFirstGone() && listeners.areDeaf()) {
            because.add("those that missed them are all that opened after the first one that has left");
            return Optional.of(brokenOff(because));
        }
        boolean areFew = listeners.missed().size() <= 2 * listeners.left()
                && listeners.missed().size() < listeners.complete().size();
        if (!areFew) {
            return deaf(listeners);
        }
        if (listeners.areNeighbours()) {
            because.add(Figures.count(listeners.neighboursOfGone())
                    + " of those that missed some had opened right after one that has left");
        }
        if (listeners.deaf().size() >= FEWEST) {
            because.add(
                    Figures.count(listeners.deaf().size()) + " of those that missed some heard less than half of them");
            return Optional.of(takenOff(because));
        }
        return Optional.of(listeners.areNeighbours() ? skipped(because) : oneOf(listeners, because));
    }

    private static Finding brokenOff(List<String> because) {
        return new Finding(
                "broadcasts end at the first client that has gone: nobody behind it on the server's list hears them",
                "F9, F12",
                because,
                "let a send that fails end that client only: catch its exception inside the loop, and take it off the list once its"
                        + " connection has ended",
                "");
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
                        + " it has stopped writing to them, or they were never on it",
                "F13",
                because,
                "remove the client that has gone, and not the one at its index; a lock inside the loop does not make that right",
                "which of them");
    }

    private static Finding oneOf(Listeners listeners, List<String> because) {
        boolean hearOn = listeners.inGaps() == listeners.messages();
        because.add(Figures.count(listeners.inGaps())
                + " of the missed broadcasts were followed by later ones that these heard");
        Alternatives alternatives = new Alternatives()
                .or(
                        "the server's list of clients is changed while it is walked, and the neighbour of one that leaves is passed over")
                .orIf(!hearOn, "one of them is taken off it in place of one that left")
                .or("a broadcast breaks off at one that has just gone")
                .or("messages are dropped (for slow clients, or at random)");
        return new Finding(
                alternatives.of("broadcasts pass over clients that are alive"),
                hearOn ? "F9, F12" : "F9, F12, F13",
                because,
                "do not remove from the list while you walk it by index: build a new list, walk backwards, or let the iterator"
                        + " remove. A lock inside the loop does not help: it happens in one thread",
                alternatives.unknown() + ": a run in which nobody leaves would tell");
    }
}
