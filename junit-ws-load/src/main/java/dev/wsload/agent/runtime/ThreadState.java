package dev.wsload.agent.runtime;

/**
 * What the detector knows of one thread. Used by that thread alone, except its name and slot.
 *
 * <p>It has two clocks. {@link #order} knows all that happens before. {@link #design} does not know what mutexes of the code under
 * test happen to order: who comes first there is chance, and the next run may have it the other way round.
 */
final class ThreadState implements AutoCloseable {
    final int slot;
    final VectorClock order;
    final VectorClock design;
    final HeldLocks held = new HeldLocks();

    /** The watch that this is known in. */
    Detector detector;

    /** Unknown while the thread itself is asked for it, which is instrumented. */
    String name = "";

    /** The detector is at work for this thread: what it calls itself is none of its business. */
    boolean isBusy;

    /** In a lock of the code under test: what that does inside is chance, too. */
    boolean isInsideLock;

    /** How many classes it is initializing: the JVM keeps all other threads from what they make. */
    int initializing;

    /**
     * Reads are optimistic, as StampedLock has them: they count only if nobody has written, so they are not judged. At the latest until the
     * thread publishes something: who never asks whether they count would be exempt for ever.
     */
    boolean isOptimistic;

    /** Whether the collection that the code under test has called last passes calls on to another. */
    boolean isThroughWrapper;

    /** Whether the next access is what a wrapper does with its collection. */
    boolean isInWrapper;

    private final SlotTime time;
    private long random;

    ThreadState(int slot, SlotTime time) {
        this.slot = slot;
        this.time = time;
        order = new VectorClock(slot, time.next());
        design = order.copy();
        random = epoch() * 0x9E3779B97F4A7C15L;
    }

    /**
     * Begins a hook, which ends with {@link #close}. Returns null without a watch, and while the detector itself is at work for this
     * thread.
     */
    static ThreadState enter() {
        Detector watching = Watch.detector();
        return watching == null ? null : watching.enter();
    }

    @Override
    public void close() {
        isBusy = false;
    }

    long epoch() {
        return order.epoch(slot);
    }

    /** What comes next is not covered by what was published so far. */
    void tick() {
        int next = time.next();
        order.advance(next);
        design.advance(next);
        isOptimistic = false;
    }

    /**
     * Takes over what another thread, or an object, knows. That may be of a later time of this slot, where threads share it: to keep the
     * own time then would lose what happened before.
     */
    void learn(VectorClock ordered, VectorClock designed) {
        order.join(ordered);
        if (designed != null) {
            design.join(designed);
        }
        design.advance(order.time(slot));
    }

    /** Returns one of so many numbers, from 0 on. */
    int oneOf(int bound) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 33) % bound);
    }
}
