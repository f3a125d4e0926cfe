package dev.wsload.agent.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock that never blocks. A hook may run while a virtual thread changes its carrier: a monitor that it waited for there could belong
 * to a virtual thread that waits for that carrier. What is done under it is short, and does not wait for anything. Not reentrant.
 */
class SpinLock {
    private static final VarHandle HELD = held();
    private static final int PATIENCE = 50;
    private static final String VIRTUAL = "java.lang.VirtualThread";

    private volatile boolean held;

    private static VarHandle held() {
        try {
            return MethodHandles.lookup().findVarHandle(SpinLock.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final void lock() {
        for (int spins = 1; !HELD.compareAndSet(this, false, true); spins++) {
            if (spins % PATIENCE == 0
                    && !Thread.currentThread().getClass().getName().equals(VIRTUAL)) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    final void unlock() {
        HELD.setRelease(this, false);
    }
}
