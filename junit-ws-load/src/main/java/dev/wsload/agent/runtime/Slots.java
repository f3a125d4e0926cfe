package dev.wsload.agent.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;

/**
 * Gives each thread a slot of the clocks. Thread ids are never used again, so clocks that went by them would grow with each thread
 * there ever was. A slot is free again some time after its thread has ended; beyond {@link #MOST}, threads share, for clocks of ten
 * thousand places would need gigabytes. Neither can make two accesses look unordered that are ordered; it can only let a race pass, such
 * as one between two threads of the same slot. Thread-safe.
 */
final class Slots extends SpinLock {
    static final int MOST = 256;

    /** So many threads end before a slot is used again: a race of a thread that has just ended is still seen. */
    private static final int QUARANTINE = 64;

    private final Holder[] holders = new Holder[MOST];
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private int used;
    private int handedOut;

    private static final class Holder extends WeakReference<Thread> {
        private final SlotTime time;
        private boolean isFree;

        Holder(Thread thread, SlotTime time) {
            super(thread);
            this.time = time;
        }
    }

    /** Returns what is known of a new thread; its time begins behind that of the thread that had its slot before. */
    ThreadState next(Thread thread) {
        lock();
        try {
            if (handedOut++ % QUARANTINE == 0) {
                sweep();
            }
            int slot = free.size() > QUARANTINE || used == MOST && !free.isEmpty() ? free.poll() : fresh();
            SlotTime time = holders[slot] == null ? new SlotTime() : holders[slot].time;
            holders[slot] = new Holder(thread, time);
            return new ThreadState(slot, time);
        } finally {
            unlock();
        }
    }

    private int fresh() {
        return used < MOST ? used++ : handedOut % MOST;
    }

    private void sweep() {
        for (int slot = 0; slot < used; slot++) {
            Thread thread = holders[slot].get();
            if (!holders[slot].isFree && (thread == null || !thread.isAlive())) {
                holders[slot].isFree = true;
                free.add(slot);
            }
        }
    }
}
