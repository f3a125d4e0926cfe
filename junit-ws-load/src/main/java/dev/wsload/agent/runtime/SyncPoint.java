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
        if (order == null) {
            order = thread.order.copy();
        } else {
            order.join(thread.order);
        }
        if (!isChance) {
            if (design == null) {
                design = thread.design.copy();
            } else {
                design.join(thread.design);
            }
        }
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
