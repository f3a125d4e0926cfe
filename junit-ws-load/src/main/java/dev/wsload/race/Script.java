package dev.wsload.race;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Calls on a list: some clients join, and then one or several threads do something each, at the same time. Immutable; its text is Java.
 *
 * @since 0.1
 */
public final class Script {
    /** Clients have numbers below this. */
    static final int MOST_CLIENTS = 31;

    private final List<Step> joins;
    private final List<List<Step>> threads;

    /**
     * Creates a script of choices that may be anything, so that every one of them can be made smaller.
     *
     * @param joins how many join first
     * @param choices for each thread, for each call: a number that chooses what to do and with whom
     */
    public Script(int joins, List<List<Integer>> choices) {
        this.joins = IntStream.range(0, joins)
                .mapToObj(client -> new Step(Operation.ADD, client))
                .toList();
        List<List<Step>> all = new ArrayList<>();
        int next = joins;
        for (List<Integer> ofThread : choices) {
            List<Step> steps = new ArrayList<>();
            for (int choice : ofThread) {
                Operation operation = Operation.values()[choice % Operation.values().length];
                int chosen = choice / Operation.values().length;
                if (operation == Operation.ADD) {
                    steps.add(new Step(operation, next++));
                } else if (!operation.isOfOne()) {
                    steps.add(new Step(operation, 0));
                } else if (joins > 0) {
                    steps.add(new Step(operation, chosen % joins));
                }
            }
            all.add(List.copyOf(steps));
        }
        threads = List.copyOf(all);
    }

    List<Step> joins() {
        return joins;
    }

    List<List<Step>> threads() {
        return threads;
    }

    /** Returns all of its calls, one thread's after the other's. */
    List<Step> inOrder() {
        return Stream.concat(joins.stream(), threads.stream().flatMap(List::stream))
                .toList();
    }

    /** Returns the same in each order of the threads, that of {@link #inOrder} first. */
    Stream<List<Step>> inEachOrder() {
        return orders(joins, threads);
    }

    private static Stream<List<Step>> orders(List<Step> begun, List<List<Step>> rest) {
        return rest.isEmpty()
                ? Stream.of(begun)
                : rest.stream().flatMap(next -> {
                    List<List<Step>> others = new ArrayList<>(rest);
                    others.remove(next);
                    return orders(Stream.concat(begun.stream(), next.stream()).toList(), others);
                });
    }

    @Override
    public String toString() {
        String first = joins.stream().map(Step::toString).collect(Collectors.joining(" "));
        return threads.stream()
                .map(steps -> steps.stream().map(Step::toString).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | ", first + " ", ""));
    }
}
