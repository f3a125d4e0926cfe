package dev.wsload.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The {@code ws} package of Node.js as an echo server in a process of its own. The environment variable or system
 * property {@code WSLOAD_NODE_MODULES} names the {@code node_modules} directory that holds {@code ws}.
 */
public final class NodeServer implements TestServer {
    private static final String MODULES = "WSLOAD_NODE_MODULES";

    private final Process node;
    private final URI uri;

    private NodeServer(Process node, int port) {
        this.node = node;
        this.uri = URI.create("ws://localhost:" + port + "/echo");
    }

    /** Starts a server that declines every extension. */
    public static NodeServer start() {
        return start("{}");
    }

    /**
     * Starts a server; skips the test, with the reason, where Node.js or {@code ws} is missing.
     *
     * @param options the options of {@code WebSocketServer} as JSON, such as {@code {"perMessageDeflate": true}}
     */
    public static NodeServer start(String options) {
        String modules = System.getProperty(MODULES, System.getenv(MODULES));
        assumeTrue(modules != null, MODULES + " is not set: name the node_modules directory that holds the package ws");
        assumeTrue(
                Files.isDirectory(Path.of(modules, "ws")),
                () -> MODULES + " = " + modules + " holds no package ws: run npm install ws beside it");
        Process node = launch(modules, options);
        try {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
            return new NodeServer(node, Integer.parseInt(out.readLine()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(String modules, String options) {
        try {
            Path script = Path.of(NodeServer.class.getResource("echo-server.js").toURI());
            ProcessBuilder builder = new ProcessBuilder("node", script.toString(), options)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("NODE_PATH", modules);
            return builder.start();
        } catch (IOException e) {
            assumeTrue(false, "Node.js is missing: " + e.getMessage());
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        node.destroy();
        node.onExit().join();
    }
}
