package com.example.field;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A JVM of its own for one test: whatever it says is read, and it ends with the test. */
final class ChildJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Thread reader = new Thread(this::read, "reader of a child JVM");

    private ChildJvm(List<String> command) {
        process = start(command);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a class with a main method. */
    static ChildJvm running(Class<?> main, String... arguments) {
        return new ChildJvm(java(main, arguments));
    }

    /** The same under {@code ulimit -n}; skips the test where bash cannot set that limit. */
    static ChildJvm limitedTo(int descriptors, Class<?> main, String... arguments) {
        String limit = "ulimit -n " + descriptors;
        assumeTrue(isDoneByBash(limit), "bash cannot do this here: " + limit);
        List<String> command = new ArrayList<>(List.of("bash", "-c", limit + " && exec \"$@\"", "bash"));
        command.addAll(java(main, arguments));
        return new ChildJvm(command);
    }

    private static List<String> java(Class<?> main, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isDoneByBash(String line) {
        try {
            Process bash = new ProcessBuilder("bash", "-c", line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return bash.onExit().join().exitValue() == 0;
        } catch (IOException noBash) {
            return false;
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException("no JVM with " + command, e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException killed) {
            said.add("killed");
        }
    }

    /** Waits for a line that contains this, and returns what stands behind it. */
    String awaitLine(String part) {
        return await().atMost(PATIENCE)
                .until(() -> find(part), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> find(String part) {
        boolean hasEnded = !reader.isAlive();
        Optional<String> rest = said.stream()
                .filter(line -> line.contains(part))
                .map(line -> line.substring(line.indexOf(part) + part.length()))
                .findFirst();
        if (hasEnded && rest.isEmpty()) {
            throw new IllegalStateException("the child JVM has ended without \"" + part + "\": " + said);
        }
        return rest;
    }

    /** Kills it at once (SIGKILL): it cannot say goodbye. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
    }
}
