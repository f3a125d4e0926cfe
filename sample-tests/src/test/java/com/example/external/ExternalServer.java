package com.example.external;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a server in a JVM of its own for the tests of a class. Its main prints its port, and ends with its input. */
final class ExternalServer implements BeforeAllCallback, AfterAllCallback {
    private final Class<?> main;
    private Process process;
    private int port;

    private ExternalServer(Class<?> main) {
        this.main = main;
    }

    static ExternalServer of(Class<?> main) {
        return new ExternalServer(main);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), main.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        port = Integer.parseInt(out.readLine());
    }

    URI uri(String path) {
        return URI.create("ws://localhost:" + port + path);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        process.destroy();
        process.onExit().join();
    }

    /** For a server's main: says that it is ready, and returns when the test has gone. */
    static void ready(int port) throws IOException {
        System.out.println(port);
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
