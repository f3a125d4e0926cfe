package dev.wsload.agent.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The time of one slot: no two moments of its threads have the same. Whatever is known of a slot then covers nothing that one of its
 * threads does later, even where threads share it. Thread-safe.
 */
final class SlotTime {
    private static final VarHandle NOW = now();

    private volatile int now;

    private static VarHandle now() {
        try {
            return MethodHandles.lookup().findVarHandle(SlotTime.class, "now", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Returns the next, from 1 on. */
    int next() {
        return (int) NOW.getAndAdd(this, 1) + 1;
    }
}
