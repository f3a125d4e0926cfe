package dev.wsload.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What a process has used until now, from /proc (proc(5)).
 *
 * @param cpuSeconds user and system time of all its threads, in steps of 10 ms
 * @param peakBytes the most memory it has had resident (VmHWM)
 */
record ProcessSample(double cpuSeconds, long peakBytes) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int FIELDS_BEFORE_UTIME = 11;

    /** Throws an {@link IOException} where the process is gone already. */
    static ProcessSample of(long pid) throws IOException {
        return new ProcessSample(cpu(Path.of("/proc/" + pid + "/stat")), peak(Path.of("/proc/" + pid + "/status")));
    }

    private static double cpu(Path stat) throws IOException {
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[FIELDS_BEFORE_UTIME]) + Long.parseLong(fields[FIELDS_BEFORE_UTIME + 1]))
                / TICKS_PER_SECOND;
    }

    private static long peak(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new NoSuchFileException(status.toString()));
    }
}
