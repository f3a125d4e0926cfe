package dev.wsload.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One engine does the job once against a server of its own. Ends within its limit, whatever happens. */
final class Trial {
    private static final int LIMIT_SECONDS = 180;
    private static final int GRACE_SECONDS = 5;
    private static final int EXIT_SECONDS = 60;
    private static final Set<String> SAMPLED = Set.of("accepted", "connected", "first-echo", "last-echo");

    private final Native programs;
    private final Engine engine;
    private final Job job;
    private final Path log;
    private final Process server;
    private final Map<String, Moment> moments = new HashMap<>();
    private String total = "nothing";
    private String unsampled = "";

    /** When the server said so, on the clock of System.nanoTime (CLOCK_MONOTONIC), and what the engine had used by then. */
    private record Moment(long nanos, ProcessSample used) {
        double secondsSince(long earlier) {
            return (nanos - earlier) / 1e9;
        }
    }

    private Trial(Native programs, Engine engine, Job job, Path log, Process server) {
        this.programs = programs;
        this.engine = engine;
        this.job = job;
        this.log = log;
        this.server = server;
    }

    static Measurement run(Native programs, Engine engine, int clients, int messages, boolean weighed)
            throws IOException, InterruptedException {
        Path log = programs.server().resolveSibling(engine + "-" + clients + (weighed ? "-weighed" : "") + ".log");
        Process server = new ProcessBuilder(programs.server().toString(), "" + clients, "" + (long) clients * messages)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader events = server.inputReader()) {
            String port = events.readLine().split(" ")[1];
            Job job = new Job(URI.create("ws://127.0.0.1:" + port + "/"), clients, messages, weighed);
            return new Trial(programs, engine, job, log, server).run(events);
        } finally {
            server.destroyForcibly();
        }
    }

    private Measurement run(BufferedReader events) throws IOException, InterruptedException {
        long launched = System.nanoTime();
        Process client = new ProcessBuilder(engine.command(programs, job))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        client.onExit().thenRunAsync(server::destroy, after(GRACE_SECONDS));
        var limit = CompletableFuture.runAsync(client::destroyForcibly, after(LIMIT_SECONDS));
        try {
            follow(events, client);
            boolean ended = client.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
            String complaint = ended ? complaint(client.exitValue()) : "it did not exit after its last connection";
            return complaint.isEmpty()
                    ? measurement(launched)
                    : Measurement.failed(engine, job.clients(), complaint + "; its output: " + log);
        } finally {
            limit.cancel(false);
            client.destroyForcibly();
        }
    }

    private static Executor after(int seconds) {
        return CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS);
    }

    private void follow(BufferedReader events, Process client) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            String[] words = line.split(" ", 2);
            if (SAMPLED.contains(words[0])) {
                sample(words[0], Long.parseLong(words[1]), client.pid());
            } else if (words[0].equals("total")) {
                total = words[1];
            }
        }
    }

    private void sample(String event, long nanos, long pid) {
        try {
            moments.put(event, new Moment(nanos, ProcessSample.of(pid)));
        } catch (IOException gone) {
            unsampled += " " + event;
        }
    }

    /** Returns what is wrong with the trial; empty when every client opened, echoed and closed with 1000. */
    private String complaint(int exitCode) {
        String owed = job.clients() + " " + job.roundTrips() + " " + job.clients();
        if (exitCode != 0) {
            return "exit code " + exitCode;
        }
        if (!unsampled.isEmpty()) {
            return "it was gone before it could be sampled at:" + unsampled + "; use more clients";
        }
        return total.equals(owed)
                ? ""
                : "the server counted " + total + " of " + owed + " upgrades, echoes and closes with 1000";
    }

    private Measurement measurement(long launched) throws IOException {
        return Measurement.of(
                engine, job.clients(), job.isWeighed() ? Map.of(Figure.HEAP, heapPerClient()) : timed(launched));
    }

    private Map<Figure, Double> timed(long launched) {
        Moment connected = moments.get("connected");
        Moment first = moments.get("first-echo");
        Moment last = moments.get("last-echo");
        double cpu = last.used.cpuSeconds() - first.used.cpuSeconds();
        double peak = last.used.peakBytes();
        return Map.of(
                Figure.LAUNCH, connected.secondsSince(launched),
                Figure.CONNECTS, job.clients() / connected.secondsSince(moments.get("accepted").nanos),
                Figure.ROUND_TRIPS, job.roundTrips() / last.secondsSince(first.nanos),
                Figure.CPU, cpu * 100_000 / job.roundTrips(),
                Figure.PEAK, peak / 1e6,
                Figure.RESIDENT, peak / 1e3 / job.clients());
    }

    private double heapPerClient() throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith(Job.HEAP_LABEL))
                    .mapToDouble(line -> Double.parseDouble(line.substring(Job.HEAP_LABEL.length())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no line '" + Job.HEAP_LABEL + "' in " + log));
        }
    }
}
