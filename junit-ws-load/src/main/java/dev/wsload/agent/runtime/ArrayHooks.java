package dev.wsload.agent.runtime;

import java.lang.reflect.Array;

/** Calls that read or write many elements of an array, before they are made. Some of those elements stand for all. */
public final class ArrayHooks {
    private static final int STEPS = 32;

    private ArrayHooks() {}

    /** Before elements are read, up to the one behind the last. */
    public static void readRange(Object array, int from, int to, String call) {
        range(array, from, to, call, false);
    }

    /** Before elements are written. */
    public static void writeRange(Object array, int from, int to, String call) {
        range(array, from, to, call, true);
    }

    /** Before so many elements are read. */
    public static void readCopied(Object array, int from, int count, String call) {
        range(array, from, from + count, call, false);
    }

    /** Before so many elements are written. */
    public static void writeCopied(Object array, int from, int count, String call) {
        range(array, from, from + count, call, true);
    }

    private static void range(Object array, int from, int to, String call, boolean isWrite) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread == null || array == null || !array.getClass().isArray()) {
                return;
            }
            int end = Math.min(to, Array.getLength(array));
            int step = Math.max(1, (end - from) / STEPS);
            for (int index = Math.max(0, from); index < end; index += step) {
                element(thread, array, index, call, isWrite);
            }
        }
    }

    private static void element(ThreadState thread, Object array, int index, String call, boolean isWrite) {
        Variable element = thread.detector.variables().ofElement(array, index);
        if (element != null) {
            thread.detector.access(thread, array, element, call, isWrite);
        }
    }
}
