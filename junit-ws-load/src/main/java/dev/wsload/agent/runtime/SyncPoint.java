package dev.wsload.agent.runtime;

/** What an object that threads synchronize on hands from one to the next. Thread-safe. */
final class SyncPoint extends SpinLock {
    private VectorClock order;
    private VectorClock design;

    void release(ThreadState thread, boolean isChance) {
        lock();
        try {
            add(thread, isChance);
        } finally {
            unlock();
        }
    }

    private void add(ThreadState thread, boolean isChance) {
        order = joined(order, thread.order);
        if (!isChance) {
            design = joined(design, thread.design);
        }
    }

    /** A thread that knows what is here already, as one that has acquired it does, leaves its own clock. */
    private static VectorClock joined(VectorClock here, VectorClock threads) {
        if (here == null || threads.covers(here)) {
            return threads.copy();
        }
        here.join(threads);
        return here;
    }

    void acquire(ThreadState thread, boolean isChance) {
        lock();
        try {
            if (order != null) {
                thread.learn(order, isChance ? null : design);
            }
        } finally {
            unlock();
        }
    }
}
