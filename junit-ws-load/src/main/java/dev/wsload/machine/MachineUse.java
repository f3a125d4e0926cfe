package dev.wsload.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/** What all processes of this machine use together. */
public final class MachineUse {
    private static final Path STAT = Path.of("/proc/stat");

    /** Columns of its first line that are no idle time: user, nice, system, irq, softirq, steal (proc(5)). */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    /** USER_HZ, in which that is counted, is 100 on every Linux that Java runs on (time(7)). */
    private static final long TICK_MILLIS = 10;

    private MachineUse() {}

    /** Returns the time for which cores have been busy since the machine started, all of them together; zero off Linux. */
    public static Duration cpu() {
        try {
            String[] columns =
                    Files.readAllLines(STAT, StandardCharsets.ISO_8859_1).get(0).split("\\s+");
            return Duration.ofMillis(TICK_MILLIS
                    * IntStream.of(BUSY)
                            .mapToLong(column -> Long.parseLong(columns[column]))
                            .sum());
        } catch (IOException notLinux) {
            return Duration.ZERO;
        }
    }
}
