package dev.wsload.machine;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collection;

/**
 * What this JVM knows of itself. Stateless, thread-safe.
 *
 * @since 0.1
 */
public final class Jvm {
    private Jvm() {}

    /** Returns how long its garbage collectors have stopped all threads so far, as far as they tell. */
    public static Duration pauses() {
        long millis = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(Jvm::stopsTheWorld)
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(known -> known > 0)
                .sum();
        return Duration.ofMillis(millis);
    }

    /** Beans of concurrent collections count time in which the threads run. */
    private static boolean stopsTheWorld(GarbageCollectorMXBean bean) {
        return !bean.getName().contains("Concurrent") && !bean.getName().contains("Cycles");
    }

    /** Returns how much CPU time these threads have used so far; those that have ended, and where it is not known, count as none. */
    public static Duration cpuOf(Collection<Thread> threads) {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        if (!bean.isThreadCpuTimeSupported()) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(threads.stream()
                .mapToLong(thread -> Math.max(0, bean.getThreadCpuTime(thread.getId())))
                .sum());
    }
}
