package dev.wsload.testkit;

import dev.wsload.testkit.FaultyServer.Defect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server of the test kit in a JVM of its own, which ends with this one. */
public final class ChildServer implements TestServer {
    private final Process process;
    private final URI uri;

    private ChildServer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts one that has this defect. */
    public static ChildServer start(Defect defect) {
        return start(FaultyServer.class, defect.name());
    }

    /** Starts this main class, which calls {@link #announce} once it listens. */
    public static ChildServer start(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new ChildServer(process, URI.create("ws://127.0.0.1:" + out.readLine() + "/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says in the child where it listens, and ends it with its parent. */
    public static void announce(int port) {
        System.out.println(port);
        Thread parent = new Thread(ChildServer::endWithParent);
        parent.setDaemon(true);
        parent.start();
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // the same
        }
        Runtime.getRuntime().halt(0);
    }

    @Override
    public URI uri() {
        return uri;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
