package dev.wsload.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process uses at one moment. Immutable.
 *
 * @param pid the process
 * @param descriptors open file descriptors, sockets included
 * @param threads threads; of this JVM the platform threads that Java has started
 * @param memory bytes that are resident (proc(5), VmRSS); 0 where that cannot be known
 * @param cpu time on all cores together since it was started
 * @since 0.1
 */
public record ProcessUse(long pid, long descriptors, int threads, long memory, Duration cpu) {
    private static final Path PROC = Path.of("/proc");

    /** Returns what this JVM uses; safe to call from any thread. */
    public static ProcessUse ofThisJvm() {
        long pid = ProcessHandle.current().pid();
        long cpu = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
        return new ProcessUse(
                pid,
                Descriptors.now().open(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                status(pid).map(ProcessUse::memory).orElse(0L),
                Duration.ofNanos(Math.max(0, cpu)));
    }

    /** Returns what another process of the same user uses; empty if it is gone or cannot be looked at, and off Linux. */
    public static Optional<ProcessUse> of(long pid) {
        try (Stream<Path> descriptors = Files.list(process(pid).resolve("fd"))) {
            long open = descriptors.count();
            Duration cpu = ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().totalCpuDuration())
                    .orElse(Duration.ZERO);
            return status(pid)
                    .map(status ->
                            new ProcessUse(pid, open, Integer.parseInt(status.get("Threads")), memory(status), cpu));
        } catch (IOException | UncheckedIOException gone) {
            return Optional.empty();
        }
    }

    private static Path process(long pid) {
        return PROC.resolve(Long.toString(pid));
    }

    private static Optional<Map<String, String>> status(long pid) {
        try {
            return Optional.of(Files.readAllLines(process(pid).resolve("status"), StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.split(":\\s*", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1])));
        } catch (IOException notLinuxOrGone) {
            return Optional.empty();
        }
    }

    private static long memory(Map<String, String> status) {
        return 1024 * Long.parseLong(status.getOrDefault("VmRSS", "0 kB").split(" ")[0]);
    }
}
