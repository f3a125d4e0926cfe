package dev.wsload.agent.runtime;

import java.util.HashMap;
import java.util.Map;

/**
 * Parks an access for a moment before it is made, and sees whether another thread comes to the same variable: two threads caught in
 * the act, whatever order chance would have given them. The idea is that of Li et al., TSVD, SOSP 2019. Thread-safe.
 */
final class Traps extends SpinLock {
    private static final int PLACES = 8;

    /** For each field, call or method with elements: what is not caught by then is not slowed down any more. */
    private static final int MOST_OF_ONE_KIND = 200;

    private final Trap[] traps = new Trap[PLACES];
    private final long millis;
    private volatile int set;
    private final Map<String, int[]> used = new HashMap<>();

    private record Trap(Object variable, Access access) {}

    Traps(long millis) {
        this.millis = millis;
    }

    /** Returns the access of another thread that is about to be made to this variable, or null. */
    Access caught(Object variable, ThreadState thread, boolean isWrite) {
        if (set == 0) {
            return null;
        }
        lock();
        try {
            for (Trap trap : traps) {
                if (trap != null
                        && trap.variable == variable
                        && trap.access.thread() != thread
                        && (isWrite || trap.access.isWrite())) {
                    return trap.access;
                }
            }
            return null;
        } finally {
            unlock();
        }
    }

    /** Waits, if a place is free. */
    void await(Object variable, Access access) {
        int place = take(new Trap(variable, access));
        if (place < 0) {
            return;
        }
        try {
            pause();
        } finally {
            lock();
            traps[place] = null;
            set--;
            unlock();
        }
    }

    /** Not by parking, which could take the permit that the code under test waits for. */
    private void pause() {
        Object nobodyNotifies = new Object();
        synchronized (nobodyNotifies) {
            try {
                nobodyNotifies.wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int take(Trap trap) {
        lock();
        try {
            int[] ofKind = used.computeIfAbsent(trap.access.what(), what -> new int[1]);
            for (int i = 0; i < PLACES && ofKind[0] < MOST_OF_ONE_KIND; i++) {
                if (traps[i] == null) {
                    traps[i] = trap;
                    set++;
                    ofKind[0]++;
                    return i;
                }
            }
            return -1;
        } finally {
            unlock();
        }
    }
}
