package dev.wsload.agent;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Who watches, for a JVM has room for one watch at a time. Thread-safe. */
final class Turn {
    private static final int MINUTES = 10;

    private final Semaphore free = new Semaphore(1, true);
    private volatile Holder holder;

    private record Holder(Thread thread, String who) {}

    /**
     * Waits until no other watch is on.
     *
     * @param who begins one
     * @throws IllegalStateException where that cannot come, or does not
     */
    void take(String who) {
        Holder now = holder;
        if (now != null && now.thread == Thread.currentThread()) {
            throw new IllegalStateException("this thread watches for data races already, since " + now.who
                    + ": end that watch before another begins");
        }
        try {
            await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another watch for data races was on", e);
        }
        holder = new Holder(Thread.currentThread(), who);
    }

    /** Many may wait before this one; but no watch lasts so long. */
    private void await() throws InterruptedException {
        Holder seen = holder;
        while (!free.tryAcquire(MINUTES, TimeUnit.MINUTES)) {
            Holder now = holder;
            if (now != null && now == seen) {
                throw new IllegalStateException("another watch for data races has lasted for " + MINUTES
                        + " minutes, since " + now.who + ": end it, for a JVM has room for one at a time");
            }
            seen = now;
        }
    }

    /** Returns who watches; empty if nobody does. */
    Optional<String> holder() {
        return Optional.ofNullable(holder).map(Holder::who);
    }

    void giveBack() {
        holder = null;
        free.release();
    }
}
