package dev.wsload.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own, with the class path of this one, or nearly. */
public record ChildJvm(List<String> options, String classPath) {
    /** Begins with these options. */
    public static ChildJvm with(String... options) {
        return new ChildJvm(List.of(options), System.getProperty("java.class.path"));
    }

    /** Begins with the agent of the race detector, as the build has made it. */
    public static ChildJvm withAgent() {
        return with(agent());
    }

    /** Returns the option that brings in the agent of the race detector. */
    public static String agent() {
        return "-javaagent:" + agentJar();
    }

    private static Path agentJar() {
        try (Stream<Path> jars = Files.list(Path.of("target"))) {
            return jars.filter(jar -> jar.toString().endsWith("-agent.jar"))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("no agent jar in target: mvn process-classes makes it"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with another release of a library, in place of the one in the class path. */
    public ChildJvm release(Path jar) {
        String artifact = jar.getFileName().toString().replaceFirst("\\d.*", "");
        List<String> entries = new ArrayList<>(List.of(classPath.split(File.pathSeparator)));
        assertThat(jar).exists();
        assertThat(entries.removeIf(
                        entry -> Path.of(entry).getFileName().toString().startsWith(artifact)))
                .as(artifact + " is in the class path")
                .isTrue();
        entries.add(jar.toString());
        return new ChildJvm(options, String.join(File.pathSeparator, entries));
    }

    /** Runs a main class to its end, and returns what it has printed to standard output. */
    public List<String> run(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor(30, TimeUnit.SECONDS))
                        .as("it has ended")
                        .isTrue();
                return printed.lines().toList();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
