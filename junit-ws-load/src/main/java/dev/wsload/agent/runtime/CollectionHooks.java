package dev.wsload.agent.runtime;

/** Calls of collections of the JDK, before they are made. */
public final class CollectionHooks {
    private CollectionHooks() {}

    /** Before a call that reads a collection. */
    public static void readCollection(Object collection, String call) {
        collection(collection, call, false);
    }

    /** Before a call that changes a collection. */
    public static void writeCollection(Object collection, String call) {
        collection(collection, call, true);
    }

    private static void collection(Object collection, String call, boolean isWrite) {
        try (ThreadState thread = ThreadState.enter()) {
            Variable variable = thread == null || collection == null
                    ? null
                    : thread.detector.variables().ofCollection(collection);
            if (variable != null) {
                Object owner = thread.detector.variables().ownerOf(collection);
                thread.detector.access(thread, owner, variable, call, isWrite);
            }
        }
    }

    /** After a call that returned an iterator or another view of a collection. */
    public static void view(Object collection, Object view) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && collection != null && view != null) {
                thread.detector.variables().view(collection, view);
            }
        }
    }
}
