package dev.wsload.agent.runtime;

/** Calls of collections of the JDK, before they are made. */
public final class CollectionHooks {
    /** So the call is said of a collection that is handed to it. */
    private static final String ARGUMENT = "an argument of ";

    private CollectionHooks() {}

    /** Before a call that reads a collection, and may look at each of its elements. */
    public static void readCollection(Object collection, String call) {
        try (ThreadState thread = ThreadState.enter()) {
            Object owner = ownerOf(thread, collection, call);
            if (owner != null) {
                CollectionState state = structure(thread, owner, call, false);
                if (state.isList()) {
                    thread.detector.exclude(thread, owner, state.walks(), state.sets(), call, false);
                }
            }
        }
    }

    /** Before a call that changes a collection. */
    public static void writeCollection(Object collection, String call) {
        try (ThreadState thread = ThreadState.enter()) {
            Object owner = ownerOf(thread, collection, call);
            if (owner != null) {
                structure(thread, owner, call, true);
            }
        }
    }

    /** Before a call that asks how large a collection is. */
    public static void measureCollection(Object collection, String call) {
        try (ThreadState thread = ThreadState.enter()) {
            Object owner = ownerOf(thread, collection, call);
            if (owner != null) {
                structure(thread, owner, call, false);
            }
        }
    }

    /** Before Map.get, which changes a map that is in the order of access. */
    public static void lookUp(Object map, String call) {
        try (ThreadState thread = ThreadState.enter()) {
            Object owner = ownerOf(thread, map, call);
            if (owner != null) {
                structure(thread, owner, call, AccessOrder.isThatOf(owner));
            }
        }
    }

    /** After a LinkedHashMap was constructed. */
    public static void ordered(Object map, boolean isByAccess) {
        if (isByAccess) {
            AccessOrder.add(map);
        }
    }

    /** Before List.get. */
    public static void readAt(Object list, int index, String call) {
        try (ThreadState thread = ThreadState.enter()) {
            Object owner = ownerOf(thread, list, call);
            if (owner != null) {
                CollectionState state = structure(thread, owner, call, false);
                element(thread, state, owner, owner == list ? index : -1, call, false);
            }
        }
    }

    /** Before List.set. */
    public static void writeAt(Object list, int index, String call) {
        try (ThreadState thread = ThreadState.enter()) {
            Object owner = ownerOf(thread, list, call);
            if (owner != null) {
                set(thread, owner, owner == list ? index : -1, call);
            }
        }
    }

    /** Before ListIterator.set: which element it is, only the iterator knows. */
    public static void writeSomewhere(Object iterator, String call) {
        try (ThreadState thread = ThreadState.enter()) {
            Object owner = ownerOf(thread, iterator, call);
            if (owner != null) {
                set(thread, owner, -1, call);
            }
        }
    }

    /** After a call that returned an iterator or another view of a collection. */
    public static void view(Object collection, Object view, String call) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && collection != null && view != null && counts(thread, collection, call)) {
                thread.detector.variables().view(collection, view, call);
            }
        }
    }

    /** After a collection was got from a field, by which reports call it. */
    public static void heldBy(Object collection, String field) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && collection != null) {
                thread.detector.variables().heldBy(collection, field);
            }
        }
    }

    /** When an object of a class that extends a collection is made, and when such a class is there already. */
    public static void extended(Class<?> type, String methods) {
        Subclasses.add(type, methods);
    }

    /** Before what a synchronized wrapper does with its collection. */
    public static void wrapped() {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                thread.isInWrapper = true;
            }
        }
    }

    /** What passes through a wrapper counts where the code under test has called that: all libraries have some of their own. */
    private static boolean counts(ThreadState thread, Object collection, String call) {
        if (thread.isInWrapper) {
            thread.isInWrapper = false;
            return thread.isThroughWrapper;
        }
        boolean isWrapper = Stacks.passesOn(collection.getClass().getName());
        thread.isThroughWrapper = isWrapper || thread.isThroughWrapper && isBesideReceiver(call);
        return true;
    }

    /** The receiver was there just before. */
    private static boolean isBesideReceiver(String call) {
        return call.startsWith(ARGUMENT) && !call.startsWith("new ", ARGUMENT.length());
    }

    private static Object ownerOf(ThreadState thread, Object collection, String call) {
        return thread == null || collection == null || !counts(thread, collection, call)
                ? null
                : thread.detector.variables().ownerOf(collection, call);
    }

    private static CollectionState structure(ThreadState thread, Object owner, String call, boolean isWrite) {
        CollectionState state = thread.detector.variables().ofCollection(owner);
        thread.detector.access(thread, owner, state.structure(), call, isWrite);
        return state;
    }

    private static void set(ThreadState thread, Object list, int index, String call) {
        CollectionState state = structure(thread, list, call, false);
        if (state.isList()) {
            thread.detector.exclude(thread, list, state.sets(), state.walks(), call, true);
            element(thread, state, list, index, call, true);
        }
    }

    /** A view counts from elsewhere, so that its index says nothing. */
    private static void element(
            ThreadState thread, CollectionState state, Object list, int index, String call, boolean isWrite) {
        Variable element = state.isList() ? state.elements().of(index) : null;
        if (element != null) {
            thread.detector.access(thread, list, element, call, isWrite);
        }
    }
}
