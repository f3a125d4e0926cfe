package dev.wsload.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The two C programs beside the benchmark, compiled. */
record Native(Path server, Path client) {
    /** Returns what this machine lacks to run the benchmark; empty when it lacks nothing. */
    static String missing() {
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            return "it reads CPU and memory from /proc, which this system does not have";
        }
        boolean hasGcc = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "gcc")));
        return hasGcc ? "" : "gcc is not on the PATH; install it for the C echo server and the C client";
    }

    static Native compile(Path sources, Path target) throws IOException, InterruptedException {
        return new Native(compile(sources, target, "echo_server"), compile(sources, target, "epoll_client"));
    }

    private static Path compile(Path sources, Path target, String name) throws IOException, InterruptedException {
        Path binary = target.resolve(name);
        Process gcc = new ProcessBuilder(
                        "gcc",
                        "-O2",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-o",
                        binary.toString(),
                        sources + "/" + name + ".c")
                .inheritIO()
                .start();
        if (!gcc.waitFor(1, TimeUnit.MINUTES) || gcc.exitValue() != 0) {
            gcc.destroyForcibly();
            throw new IllegalStateException("gcc could not compile " + name + ".c, see above");
        }
        return binary;
    }
}
