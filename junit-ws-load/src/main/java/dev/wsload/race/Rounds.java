package dev.wsload.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays the threads of a script round after round, each on a list of its own, all threads at the same time: they wait for each other
 * before each round with their cores in hand, since a thread that has to be woken comes too late to meet another.
 */
final class Rounds<M> {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final int SPINS = 1_000;

    private final List<Driver<M>> lists;
    private final List<List<Step>> threads;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile boolean isOver;

    Rounds(List<Driver<M>> lists, List<List<Step>> threads) {
        this.lists = lists;
        this.threads = threads;
    }

    /** What a thread has called; to be read when all are done. */
    record Played(Step step, Answer answer, long begun, long ended) {}

    /**
     * Returns what was called: by round, and in it by thread.
     *
     * @throws AssertionError when a call does not return
     */
    List<List<List<Played>>> play() {
        List<List<List<Played>>> played = new ArrayList<>();
        lists.forEach(list -> played.add(threads.stream()
                .<List<Played>>map(steps -> new ArrayList<>(steps.size()))
                .toList()));
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            int number = i;
            Thread thread = new Thread(() -> play(number, played), "wsload-list-" + (number + 1));
            thread.setDaemon(true);
            thread.start();
            running.add(thread);
        }
        try {
            running.forEach(Rounds::await);
        } finally {
            isOver = true;
        }
        return played;
    }

    private void play(int thread, List<List<List<Played>>> played) {
        for (int round = 0; round < lists.size() && !isOver; round++) {
            meet((round + 1) * threads.size());
            Driver<M> list = lists.get(round);
            for (Step step : threads.get(thread)) {
                long begun = System.nanoTime();
                Answer answer = list.call(step);
                played.get(round).get(thread).add(new Played(step, answer, begun, System.nanoTime()));
            }
        }
    }

    /** Where there are fewer cores than threads, the last one needs one of those that wait. */
    private void meet(int all) {
        arrived.incrementAndGet();
        for (int spins = 0; arrived.get() < all && !isOver; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while threads used the list", e);
        }
        StackTraceElement[] stack = thread.getStackTrace();
        if (stack.length > 0) {
            throw new AssertionError("a call of the list has not returned for " + PATIENCE_MILLIS / 1_000
                    + " s: its thread is " + thread.getState() + " at " + stack[0]);
        }
    }
}
