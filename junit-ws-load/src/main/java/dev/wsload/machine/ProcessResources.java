package dev.wsload.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process holds at one moment: file descriptors and threads. Immutable.
 *
 * @param pid the process
 * @param descriptors open file descriptors, sockets included (proc(5), {@code /proc/pid/fd})
 * @param threads threads ({@code /proc/pid/task}); of this JVM those that neither it nor this library nor a test engine has started
 *     for itself
 * @since 0.1
 */
public record ProcessResources(long pid, long descriptors, int threads) {
    /** By the beginnings of their names: they come and go with the load, or with other tests. */
    private static final List<String> NOT_OF_THE_ENDPOINT = List.of(
            "wsload-",
            "awaitility",
            "ForkJoinPool",
            "CompletableFutureDelayScheduler",
            "surefire",
            "junit-",
            "process reaper",
            "Attach Listener",
            "Common-Cleaner");

    /** Returns what this JVM holds; safe to call from any thread. */
    public static ProcessResources ofThisJvm() {
        return new ProcessResources(
                ProcessHandle.current().pid(), Descriptors.now().open(), threadsOfThisJvm());
    }

    private static int threadsOfThisJvm() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return (int) Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .filter(name -> NOT_OF_THE_ENDPOINT.stream().noneMatch(name::startsWith))
                .count();
    }

    /**
     * Returns what another process of the same user holds; on Linux only.
     *
     * @throws IllegalArgumentException with one sentence, if there is no such process, or it cannot be looked at
     */
    public static ProcessResources of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return new ProcessResources(pid, count(process.resolve("fd")), (int) count(process.resolve("task")));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "process " + pid + " cannot be looked at (" + e
                            + "): it must run on this Linux machine, as your user",
                    e);
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    /** Returns what the same process holds now; empty if it is gone, or cannot be looked at any more. */
    public Optional<ProcessResources> now() {
        try {
            return Optional.of(pid == ProcessHandle.current().pid() ? ofThisJvm() : of(pid));
        } catch (IllegalArgumentException gone) {
            return Optional.empty();
        }
    }
}
