package dev.wsload.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the figures come from: they mean little without it. */
final class Machine {
    private Machine() {}

    static String describe() throws IOException {
        return "%d cores, %s, Linux %s, JDK %s, load average %s before the first trial%n"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        memory(),
                        System.getProperty("os.version"),
                        Runtime.version().feature(),
                        loadAverage());
    }

    private static String memory() throws IOException {
        String first = Files.readAllLines(Path.of("/proc/meminfo")).get(0);
        return "%.0f GiB".formatted(Long.parseLong(first.replaceAll("\\D", "")) / 1024.0 / 1024);
    }

    private static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }
}
