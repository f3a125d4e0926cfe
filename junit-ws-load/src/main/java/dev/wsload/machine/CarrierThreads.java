package dev.wsload.machine;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The platform threads that run the virtual threads of this JVM (JEP 444): from JDK 21 on, as many as there are cores. Thread-safe. */
public final class CarrierThreads {
    private CarrierThreads() {}

    /**
     * Says whether none is free: a virtual thread that has nothing to do does not run within a time.
     *
     * @param atMost how long it is awaited, where none is free
     * @return false where the JDK has no virtual threads
     */
    public static boolean areTaken(Duration atMost) {
        CountDownLatch runs = new CountDownLatch(1);
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable) runs::countDown);
            return !runs.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (NoSuchMethodException e) {
            return false;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError("a public method that throws nothing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
