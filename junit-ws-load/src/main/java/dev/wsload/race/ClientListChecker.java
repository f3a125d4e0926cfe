package dev.wsload.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plays scripts on new lists, and holds what they return against what a list of clients is: {@link ClientList} says it. Immutable.
 *
 * @param <M> how the list keeps a client
 * @since 0.1
 */
public final class ClientListChecker<M> {
    /** A rare order of threads does not come in the first round, nor in each. */
    private static final int ROUNDS = 30;

    private final Supplier<ClientList<M>> lists;
    private final Consistency consistency;

    /**
     * Creates a checker.
     *
     * @param lists makes a new list, without clients, for each round
     * @param consistency what threads may see of each other
     */
    public ClientListChecker(Supplier<ClientList<M>> lists, Consistency consistency) {
        this.lists = lists;
        this.consistency = consistency;
    }

    /**
     * Plays a script in one thread, and looks at the list after each call.
     *
     * @throws AssertionError at the first call that the list does wrong, with all calls as Java
     * @throws IllegalStateException when the list shows nothing of itself, or a new one is not empty
     */
    public void checkInOneThread(Script script) {
        wrongInOneThread(script.inOrder()).ifPresent(what -> {
            throw new AssertionError(what);
        });
    }

    private Optional<String> wrongInOneThread(List<Step> steps) {
        Driver<M> driver = new Driver<>(lists.get());
        driver.requireEmpty();
        List<Call> calls = new ArrayList<>();
        State state = State.EMPTY;
        for (Step step : driver.offered(steps)) {
            State now = state.after(step);
            Call made = made(driver, step);
            Optional<Call> wrong = Stream.concat(Stream.of(made), looks(driver).stream())
                    .filter(call -> call.wrong() != null || !now.allows(call, State.ALL))
                    .findFirst();
            calls.add(made);
            if (wrong.isPresent()) {
                wrong.filter(call -> call != made).ifPresent(calls::add);
                return Optional.of("the list is wrong in one thread, where no race can be: "
                        + wrong.get().step() + " " + wrong.get().inWords(now) + "\n\n" + java(calls));
            }
            state = now;
        }
        return Optional.empty();
    }

    /**
     * Plays a script's threads at the same time, {@value #ROUNDS} rounds of it, each on a new list.
     *
     * @throws AssertionError at the first round that no order of its calls explains, with all calls and what they returned as Java; where
     *     they are wrong in one thread, too, as {@link #checkInOneThread} says it
     * @throws IllegalStateException when the list shows nothing of itself, or a new one is not empty
     */
    public void checkInThreads(Script script) {
        List<Driver<M>> drivers = IntStream.range(0, ROUNDS)
                .mapToObj(round -> new Driver<>(lists.get()))
                .toList();
        List<List<Call>> joins = drivers.stream()
                .map(driver -> driver.offered(script.joins()).stream()
                        .map(step -> made(driver, step))
                        .toList())
                .toList();
        List<List<Step>> threads =
                script.threads().stream().map(drivers.get(0)::offered).toList();
        List<List<List<Rounds.Played>>> played = new Rounds<>(drivers, threads).play();
        for (int round = 0; round < ROUNDS; round++) {
            Driver<M> driver = drivers.get(round);
            List<List<Call>> calls = new ArrayList<>();
            calls.add(joins.get(round));
            played.get(round)
                    .forEach(thread -> calls.add(thread.stream()
                            .map(one -> driver.read(one.step(), one.answer(), one.begun(), one.ended()))
                            .toList()));
            calls.add(looks(driver));
            judge(script, calls, round + 1);
        }
    }

    /** What is wrong in one thread, too, is no matter of threads, and neither is what comes of a list that is not new. */
    private void judge(Script script, List<List<Call>> threads, int round) {
        wrongAmongThreads(threads, round).ifPresent(what -> {
            throw new AssertionError(script.inEachOrder()
                    .flatMap(steps -> wrongInOneThread(steps).stream())
                    .findFirst()
                    .orElse(what));
        });
    }

    private Optional<String> wrongAmongThreads(List<List<Call>> threads, int round) {
        List<Call> all = threads.stream().flatMap(List::stream).toList();
        Stream<String> wrong =
                all.stream().filter(call -> call.wrong() != null).map(call -> call.step() + " " + call.wrong());
        Stream<String> unexplained = Linearizability.isExplained(all, consistency)
                ? Stream.of()
                : Stream.of("no order of these calls explains what they returned");
        return Stream.concat(wrong, unexplained)
                .findFirst()
                .map(what -> "the list is wrong among threads: " + what + " (round " + round + " of " + ROUNDS + ")\n\n"
                        + javaOfThreads(threads));
    }

    private static <M> List<Call> looks(Driver<M> driver) {
        return driver.looks().stream().map(step -> made(driver, step)).toList();
    }

    private static <M> Call made(Driver<M> driver, Step step) {
        long begun = System.nanoTime();
        Answer answer = driver.call(step);
        return driver.read(step, answer, begun, System.nanoTime());
    }

    private static String java(List<Call> calls) {
        StringBuilder java = new StringBuilder("    var list = newList();\n");
        calls.forEach(call -> java.append("    ").append(call).append('\n'));
        return java.toString();
    }

    private static String javaOfThreads(List<List<Call>> threads) {
        StringBuilder java = new StringBuilder(java(threads.get(0)));
        for (int i = 1; i < threads.size(); i++) {
            if (!threads.get(i).isEmpty()) {
                java.append(
                        i == threads.size() - 1
                                ? "    // when all are done\n"
                                : "    // thread " + i + ", at the same time\n");
                threads.get(i).forEach(call -> java.append("    ").append(call).append('\n'));
            }
        }
        return java.toString();
    }
}
