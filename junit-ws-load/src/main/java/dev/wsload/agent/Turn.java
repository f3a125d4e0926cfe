package dev.wsload.agent;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Who watches, for a JVM has room for one watch at a time. Thread-safe. */
final class Turn {
    private static final int MINUTES = 10;

    private final Semaphore free = new Semaphore(1, true);
    private volatile Thread holder;

    /**
     * Waits until no other watch is on.
     *
     * @throws IllegalStateException where that cannot come, or does not
     */
    void take() {
        if (holder == Thread.currentThread()) {
            throw new IllegalStateException(
                    "this thread watches for data races already: end that watch, or the test with @RaceCheck,"
                            + " before another begins");
        }
        try {
            if (!free.tryAcquire(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("another watch for data races, begun by \"" + nameOfHolder()
                        + "\", has lasted for " + MINUTES + " minutes: end it, for a JVM has room for one at a time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another watch for data races was on", e);
        }
        holder = Thread.currentThread();
    }

    boolean isTaken() {
        return free.availablePermits() == 0;
    }

    private String nameOfHolder() {
        Thread thread = holder;
        return thread == null ? "" : thread.getName();
    }

    void giveBack() {
        holder = null;
        free.release();
    }
}
