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

    /** On a busy machine another thread may not get a core meanwhile: each third one waits for so many times as long. */
    private static final int LONGER = 4;

    private final Trap[] traps = new Trap[PLACES];
    private final Map<String, int[]> used = new HashMap<>();
    private final TrapBudget budget = new TrapBudget(now());
    private final long millis;
    private volatile int set;

    private record Trap(Object variable, Access access, long millis) {}

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
        Trap trap = set(variable, access);
        if (trap == null) {
            return;
        }
        try {
            pause(trap.millis);
        } finally {
            remove(trap);
        }
    }

    private Trap set(Object variable, Access access) {
        lock();
        try {
            int[] ofKind = used.computeIfAbsent(access.what(), what -> new int[1]);
            int place = free();
            long pause = ofKind[0] % 3 == 2 ? LONGER * millis : millis;
            if (place < 0 || ofKind[0] == MOST_OF_ONE_KIND || !budget.grants(pause, ofKind[0], now())) {
                return null;
            }
            ofKind[0]++;
            set++;
            traps[place] = new Trap(variable, access, pause);
            return traps[place];
        } finally {
            unlock();
        }
    }

    private int free() {
        for (int i = 0; i < PLACES; i++) {
            if (traps[i] == null) {
                return i;
            }
        }
        return -1;
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void remove(Trap trap) {
        lock();
        try {
            for (int i = 0; i < PLACES; i++) {
                if (traps[i] == trap) {
                    traps[i] = null;
                    set--;
                }
            }
        } finally {
            unlock();
        }
    }

    /** Not by parking, which could take the permit that the code under test waits for. */
    private static void pause(long millis) {
        Object nobodyNotifies = new Object();
        synchronized (nobodyNotifies) {
            try {
                nobodyNotifies.wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
