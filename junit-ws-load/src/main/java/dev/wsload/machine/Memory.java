package dev.wsload.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Memory that this process may use, in bytes. Immutable.
 *
 * @param heap the largest heap of this JVM ({@code -Xmx})
 * @param heapUsed what of it is in use, garbage included
 * @param machine of the machine, or of the container (control group) that this process runs in
 * @since 0.1
 */
public record Memory(long heap, long heapUsed, long machine) {
    /** Returns it as it is now. */
    public static Memory now() {
        Runtime jvm = Runtime.getRuntime();
        long machine = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
        return new Memory(jvm.maxMemory(), jvm.totalMemory() - jvm.freeMemory(), machine);
    }
}
