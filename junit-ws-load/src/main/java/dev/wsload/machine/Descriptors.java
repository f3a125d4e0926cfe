package dev.wsload.machine;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The file descriptors of this process (getrlimit(2), RLIMIT_NOFILE). Immutable, a count at one moment. The JVM raises its
 * soft limit to the hard one at start unless told otherwise, so {@code limit} and {@code hardLimit} are usually equal.
 *
 * @param limit how many may be open at once, as it is in force; {@link Long#MAX_VALUE} where there is no limit
 * @param hardLimit what {@code limit} could be raised to without privileges; equal to {@code limit} where unknown
 * @param open how many are open; equal to {@code limit} where not even this can be counted any more
 * @since 0.1
 */
public record Descriptors(long limit, long hardLimit, long open) {
    /** Kept free for whatever else opens files and sockets in this process: class loading, selectors, reports. */
    public static final int RESERVE = 200;

    /** Returns the descriptors as they are now. Safe to call from any thread, and at the limit too. */
    public static Descriptors now() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
            return new Descriptors(Long.MAX_VALUE, Long.MAX_VALUE, 0);
        }
        long limit = unix.getMaxFileDescriptorCount();
        return new Descriptors(limit, Math.max(limit, hardLimit(limit)), open(unix::getOpenFileDescriptorCount, limit));
    }

    /** Returns the descriptors as they were when this was first asked, before any fleet: the count to plan with. */
    public static Descriptors atRest() {
        return AtRest.DESCRIPTORS;
    }

    /** Returns how many the fleets of this process may use together: limit - open - {@link #RESERVE}, at least 0. */
    public long spare() {
        return Math.max(0, limit - open - RESERVE);
    }

    /** Counting opens /proc/self/fd, which fails with InternalError once no descriptor is left. */
    private static long open(LongSupplier count, long limit) {
        try {
            return count.getAsLong();
        } catch (InternalError noneLeft) {
            return limit;
        }
    }

    private static long hardLimit(long fallback) {
        try (Stream<String> limits = Files.lines(Path.of("/proc/self/limits"))) {
            return limits.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split(" {2,}")[2])
                    .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
                    .findFirst()
                    .orElse(fallback);
        } catch (IOException notLinuxOrNoneLeft) {
            return fallback;
        }
    }

    /** One count per process, as descriptors are a resource of the process; taken on first use. */
    private static final class AtRest {
        static final Descriptors DESCRIPTORS = now();
    }
}
