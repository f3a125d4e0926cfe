package dev.wsload.agent.runtime;

/**
 * What orders threads. "Before a release" and "after an acquire" are the moments at which an edge is complete whatever another thread
 * does in between.
 */
public final class EdgeHooks {
    private EdgeHooks() {}

    /** Before what publishes: a volatile write, a compare-and-set, an interrupt of waiting. */
    public static void release(Object on) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && on != null) {
                thread.detector.release(thread, on, false, false);
            }
        }
    }

    /** After what may observe it. */
    public static void acquire(Object on) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && on != null) {
                thread.detector.acquire(thread, on, false, false);
            }
        }
    }

    /** After this thread has seen that it was interrupted. */
    public static void interrupted() {
        acquire(Thread.currentThread());
    }

    /** After Thread.join, and whatever else may tell that a thread has ended. */
    public static void joined(Object ended) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && ended instanceof Thread other) {
                thread.detector.joined(thread, other);
            }
        }
    }
}
