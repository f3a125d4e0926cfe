package dev.wsload.race.subject;

import java.util.concurrent.locks.ReentrantLock;

/** Knows how long threads have waited for it; what it counts is guarded by itself. */
final class TimedLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    private long waitedNanos;

    @Override
    public void lock() {
        long begun = System.nanoTime();
        super.lock();
        waitedNanos += System.nanoTime() - begun;
    }

    long waitedNanos() {
        return waitedNanos;
    }
}
