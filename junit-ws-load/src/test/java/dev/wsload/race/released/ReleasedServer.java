package dev.wsload.race.released;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A user's server, on whichever release of Java-WebSocket is in the class path, from 1.3.7 on to 1.6.0. */
class ReleasedServer extends WebSocketServer {
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    /** Creates one that is not started. */
    ReleasedServer(int workers, Collection<WebSocket> connections) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), workers, null, connections);
    }

    /** Starts it, and returns where. */
    URI listening() {
        // Its timer would look at the list, too.
        setConnectionLostTimeout(0);
        start();
        started.join();
        return URI.create("ws://localhost:" + getPort() + "/");
    }

    void join(WebSocket connection) {
        addConnection(connection);
    }

    void leave(WebSocket connection) {
        removeConnection(connection);
    }

    @Override
    public void onStart() {
        started.complete(null);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {}

    @Override
    public void onMessage(WebSocket connection, String message) {}

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket connection, Exception error) {
        if (connection == null) {
            started.completeExceptionally(error);
        }
    }
}
