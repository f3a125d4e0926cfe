package dev.wsload.agent.runtime;

/** Monitors: in the code under test it is chance who comes first, in a library it is how that works. */
public final class MonitorHooks {
    private MonitorHooks() {}

    /** After a monitor of a library was entered. */
    public static void entered(Object monitor) {
        entered(monitor, false);
    }

    /** Before it is left. */
    public static void leaving(Object monitor) {
        leaving(monitor, false);
    }

    /** After one was entered in the code under test. */
    public static void enteredOwn(Object monitor) {
        entered(monitor, true);
    }

    /** Before that is left. */
    public static void leavingOwn(Object monitor) {
        leaving(monitor, true);
    }

    private static void entered(Object monitor, boolean isChance) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && monitor != null) {
                thread.detector.acquire(thread, monitor, true, isChance);
                thread.held.hold(monitor);
            }
        }
    }

    private static void leaving(Object monitor, boolean isChance) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && monitor != null) {
                thread.held.letGo(monitor);
                thread.detector.release(thread, monitor, true, isChance);
            }
        }
    }

    /** Instead of Object.wait: it has the monitor again where it throws, too. */
    public static void await(Object monitor) throws InterruptedException {
        await(monitor, 0, 0);
    }

    /** Instead of Object.wait with a limit in milliseconds; 0 is none. */
    public static void await(Object monitor, long millis) throws InterruptedException {
        await(monitor, millis, 0);
    }

    /** Instead of Object.wait with a limit in milliseconds and nanoseconds. */
    public static void await(Object monitor, long millis, int nanos) throws InterruptedException {
        release(monitor);
        try {
            monitor.wait(millis, nanos);
        } finally {
            acquire(monitor);
        }
    }

    private static void release(Object monitor) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && monitor != null) {
                thread.detector.release(thread, monitor, true, false);
            }
        }
    }

    private static void acquire(Object monitor) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && monitor != null) {
                thread.detector.acquire(thread, monitor, true, false);
            }
        }
    }
}
