package dev.wsload.agent.runtime;

/** Accesses to fields and to elements of arrays, before they are made. */
public final class AccessHooks {
    private AccessHooks() {}

    /** Before a final or volatile field of an object is used: nothing to judge, but somebody is there. */
    public static void used(Object object) {
        Detector detector = Watch.detector();
        if (detector == null || object == null || detector.sawTwoThreads()) {
            return;
        }
        try (ThreadState thread = detector.enter()) {
            if (thread != null) {
                detector.used(thread, object);
            }
        }
    }

    /** Before a field is read. */
    public static void read(Object owner, String field) {
        field(owner, field, false);
    }

    /** Before a field is written. */
    public static void write(Object owner, String field) {
        field(owner, field, true);
    }

    private static void field(Object owner, String field, boolean isWrite) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && owner != null) {
                Variable variable = thread.detector.variables().ofField(owner, field);
                thread.detector.access(thread, owner, variable, field, isWrite);
            }
        }
    }

    /** Before a static field is read, of a class that has or inherits it; null where that is not known. */
    public static void readStatic(Class<?> owner, String field) {
        staticField(owner, field, false);
    }

    /** Before a static field is written. */
    public static void writeStatic(Class<?> owner, String field) {
        staticField(owner, field, true);
    }

    private static void staticField(Class<?> owner, String field, boolean isWrite) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                Variable variable = thread.detector.variables().ofStatic(owner, field);
                thread.detector.access(thread, null, variable, field, isWrite);
            }
        }
    }

    /** Before an element of an array is read. */
    public static void readElement(Object array, int index, String where) {
        element(array, index, where, false);
    }

    /** Before an element of an array is written. */
    public static void writeElement(Object array, int index, String where) {
        element(array, index, where, true);
    }

    private static void element(Object array, int index, String where, boolean isWrite) {
        try (ThreadState thread = ThreadState.enter()) {
            Variable element = thread == null || array == null
                    ? null
                    : thread.detector.variables().ofElement(array, index);
            if (element != null) {
                thread.detector.access(thread, array, element, where, isWrite);
            }
        }
    }

    /** An array that another tool has put into the code, such as the probes of a coverage tool. */
    public static void exempt(Object array) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && array != null) {
                thread.detector.variables().exempt(array);
            }
        }
    }
}
