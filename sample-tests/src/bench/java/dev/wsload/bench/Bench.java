package dev.wsload.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares the engines: each a process of its own, with default heap and collector, against a fresh C echo server in a
 * process of its own, interleaved, several runs. Everything is measured from outside; see docs/benchmarks.md.
 */
final class Bench {
    private static final int MESSAGES = 10;

    private final Path directory = Path.of(System.getProperty("bench.directory"));
    private final List<Integer> sizes = sizes();
    private final int runs = Integer.getInteger("bench.runs", 3);
    private final List<Measurement> measurements = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        String missing = Native.missing();
        if (missing.isEmpty()) {
            new Bench().run();
        } else {
            System.out.println("benchmark skipped: " + missing);
        }
    }

    private void run() throws Exception {
        Files.createDirectories(directory);
        String machine = Machine.describe();
        Native programs = Native.compile(Path.of(System.getProperty("bench.sources")), directory);
        GatlingSettings.skipVersionCheck(directory.resolve("gatling-preferences"));
        for (int size : sizes) {
            for (int run = 1; run <= runs; run++) {
                measureEach(programs, size, false);
            }
            measureEach(programs, size, true);
        }
        String report = machine + "\n" + new Report(measurements, sizes);
        Files.writeString(directory.resolve("results.md"), report);
        System.out.println("\n" + report);
    }

    private void measureEach(Native programs, int clients, boolean weighed) throws IOException, InterruptedException {
        for (Engine engine : engines()) {
            if (weighed && !engine.isJava()) {
                continue;
            }
            Measurement measured = Trial.run(programs, engine, clients, MESSAGES, weighed);
            measurements.add(measured);
            System.out.println(measured);
        }
    }

    private static List<Integer> sizes() {
        return Arrays.stream(System.getProperty("bench.sizes").split(","))
                .map(String::strip)
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Engine> engines() {
        String wanted = System.getProperty("bench.engines", "");
        return wanted.isBlank()
                ? List.of(Engine.values())
                : Arrays.stream(wanted.split(","))
                        .map(name -> Engine.valueOf(name.strip()))
                        .toList();
    }
}
