package dev.wsload.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * Java-WebSocket (TooTallNate) as an echo server, with permessage-deflate when asked for; {@code /chat} hands every text to
 * everyone.
 *
 * <p>Version 1.6.0 loses wake-ups: when a worker queues a reply just while the selector thread gives up its interest in
 * writing, the reply stays in the queue until something else is to be sent. The server is nudged to send what it has.
 */
public final class JavaWebSocketServer implements TestServer {
    private static final long NUDGE_MILLIS = 20;

    private final Server server;
    private final ScheduledExecutorService nudges = Executors.newSingleThreadScheduledExecutor();

    private JavaWebSocketServer(Draft draft) {
        server = new Server(draft);
        server.setMaxPendingConnections(4096);
        server.setDaemon(true);
        server.start();
        server.started.join();
        nudges.scheduleWithFixedDelay(server::sendWhatIsQueued, NUDGE_MILLIS, NUDGE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Starts a server that declines every extension. */
    public static JavaWebSocketServer start() {
        return new JavaWebSocketServer(new Draft_6455());
    }

    /** Starts a server that negotiates permessage-deflate. */
    public static JavaWebSocketServer startCompressing() {
        return new JavaWebSocketServer(new Draft_6455(new PerMessageDeflateExtension()));
    }

    @Override
    public URI uri() {
        return URI.create("ws://localhost:" + server.getPort() + "/echo");
    }

    @Override
    public void close() {
        nudges.shutdownNow();
        try {
            server.stop(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Server extends WebSocketServer {
        private final CompletableFuture<Void> started = new CompletableFuture<>();

        Server(Draft draft) {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, List.of(draft));
        }

        void sendWhatIsQueued() {
            getConnections().stream()
                    .filter(connection -> connection.isOpen() && connection.hasBufferedData())
                    .forEach(this::onWriteDemand);
        }

        @Override
        public void onStart() {
            started.complete(null);
        }

        @Override
        public void onOpen(WebSocket connection, ClientHandshake handshake) {}

        @Override
        public void onMessage(WebSocket connection, String message) {
            if (connection.getResourceDescriptor().equals("/chat")) {
                broadcast(message);
            } else {
                connection.send(message);
            }
        }

        @Override
        public void onMessage(WebSocket connection, ByteBuffer message) {
            connection.send(message);
        }

        @Override
        public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

        @Override
        public void onError(WebSocket connection, Exception error) {
            if (connection == null || !(error instanceof IOException)) {
                started.completeExceptionally(error);
            }
        }
    }
}
