package dev.wsload.agent.runtime;

/** The initialization of classes that are not of the JDK. */
public final class ClassHooks {
    private ClassHooks() {}

    /** When a class begins to be initialized. */
    public static void initializing() {
        initializing(1);
    }

    /** When it is initialized, or has failed. */
    public static void initialized() {
        initializing(-1);
    }

    private static void initializing(int change) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                thread.initializing = Math.max(0, thread.initializing + change);
            }
        }
    }
}
