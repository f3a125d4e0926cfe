package dev.wsload.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What a process of this machine is doing, over a short time (proc(5)). Immutable.
 *
 * @param pid the process
 * @param name of its command
 * @param isStopped whether it is stopped by a signal or a debugger, so that nothing in it runs
 * @param descriptors open file descriptors
 * @param limit of them that is in force
 * @param cores how many cores it kept busy meanwhile
 * @since 0.1
 */
public record ProcessState(long pid, String name, boolean isStopped, long descriptors, long limit, double cores) {
    private static final String LIMIT = "Max open files";

    /** Watches it for so long; empty if it is gone or cannot be looked at, and off Linux. */
    public static Optional<ProcessState> during(Duration time, long pid) {
        Optional<ProcessUse> before = ProcessUse.of(pid);
        long begun = System.nanoTime();
        while (before.isPresent()
                && System.nanoTime() - begun < time.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(time.toNanos());
        }
        long took = System.nanoTime() - begun;
        return before.flatMap(then -> ProcessUse.of(pid)
                .map(now -> of(now, (double) now.cpu().minus(then.cpu()).toNanos() / took)));
    }

    private static ProcessState of(ProcessUse use, double cores) {
        String stat = stat(use.pid());
        return new ProcessState(
                use.pid(),
                stat.replaceAll(".*?\\((.*)\\).*", "$1"),
                Character.toUpperCase(state(stat)) == 'T',
                use.descriptors(),
                line(use.pid(), "limits", LIMIT).map(ProcessState::limit).orElse(Long.MAX_VALUE),
                cores);
    }

    private static long limit(String line) {
        String soft = line.substring(LIMIT.length()).strip().split("\\s+")[0];
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
    }

    private static Optional<String> line(long pid, String file, String start) {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(start)).findFirst();
        } catch (IOException | UncheckedIOException gone) {
            return Optional.empty();
        }
    }

    /** Says whether it runs, or could: one that has ended and that nobody has asked for its exit status (a zombie) does not. */
    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).isPresent() && state(stat(pid)) != 'Z';
    }

    private static String stat(long pid) {
        return line(pid, "stat", "").orElse("");
    }

    /** Behind the name, which may hold anything. */
    private static char state(String stat) {
        int nameEnd = stat.lastIndexOf(')');
        return nameEnd < 0 ? '?' : stat.charAt(nameEnd + 2);
    }

    /** Says whether it has as many files open as it may, or nearly. */
    public boolean isOutOfDescriptors() {
        return limit - descriptors <= 1;
    }
}
