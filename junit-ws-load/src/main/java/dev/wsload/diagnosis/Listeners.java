package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who should have heard broadcasts, and who has.
 *
 * @param order all that opened, in that order
 * @param missed those that are open and missed something
 * @param deaf those of them that missed everything
 * @param complete those that are open and heard everything
 * @param left how many have gone
 * @param messages how many broadcasts the missed ones missed
 * @param inGaps how many of these were followed by later ones that they heard
 */
record Listeners(
        List<ClientOutcome> order,
        List<ClientOutcome> missed,
        List<ClientOutcome> deaf,
        List<ClientOutcome> complete,
        long left,
        long messages,
        long inGaps) {
    /** A server's list may have another order than the opening here by as much. */
    private static final int NEAR = 2;

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
                                        && evidence.lost(one) > one.activity().received())
                        .toList(),
                byLoss.get(false),
                evidence.gone(),
                missed.stream().mapToLong(evidence::lost).sum(),
                missed.stream()
                        .mapToLong(one -> evidence.delivery().lostInGapsOf(one.client()))
                        .sum());
    }

    boolean areDeaf() {
        return missed.size() >= Cause.FEWEST && 10 * deaf.size() >= 9 * missed.size();
    }

    /** Says whether those that missed came after all others, in the order of their opening. */
    boolean areLast() {
        return missed.size() >= Cause.FEWEST && 10L * swapped(complete.size()) <= missed.size();
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
        return missed.size() >= Cause.FEWEST && 10L * swapped(before) <= missed.size();
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
        return missed.size() >= Cause.FEWEST
                && 3 * neighboursOfGone() >= 2 * missed.size()
                && 3 * NEAR * left < order.size();
    }

    List<String> because() {
        List<String> because = new ArrayList<>();
        because.add(Evidence.clients(missed) + " missed " + Figures.count(messages, "broadcast")
                + " in all, and " + (missed.size() == 1 ? "is" : "are") + " open; "
                + (left == 0 ? "nobody had left" : Figures.count(left, "other client") + " had left"));
        because.add(Evidence.clients(complete) + " heard every one of them");
        return because;
    }
}
