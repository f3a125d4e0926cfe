package dev.wsload.testkit;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ServerHandshake;

/**
 * A client nobody here wrote, which notes what it hears. Not the JDK's: on JDK 17 and 25 it now and then never reads the end of
 * a connection that ends soon after a message.
 */
public final class TestClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Listening socket;

    private TestClient(Listening socket) {
        this.socket = socket;
    }

    /** @throws IllegalStateException if the handshake fails */
    public static TestClient connect(URI uri) throws InterruptedException {
        return connect(new Listening(uri));
    }

    /** @throws IllegalStateException if the handshake fails */
    public static TestClient connect(URI uri, SSLContext tls) throws InterruptedException {
        Listening socket = new Listening(uri);
        socket.setSocketFactory(tls.getSocketFactory());
        return connect(socket);
    }

    private static TestClient connect(Listening socket) throws InterruptedException {
        socket.setConnectionLostTimeout(0);
        socket.setDaemon(true);
        socket.connectBlocking(PATIENCE_SECONDS, TimeUnit.SECONDS);
        // Its own answer is no if the server has already closed.
        if (!socket.opened) {
            throw new IllegalStateException("no handshake with " + socket.getURI());
        }
        return new TestClient(socket);
    }

    public TestClient send(String text) {
        socket.send(text);
        return this;
    }

    public TestClient send(byte[] binary) {
        socket.send(binary);
        return this;
    }

    /** Sends a message in two frames. */
    public TestClient sendInParts(String first, String second) {
        socket.sendFragmentedFrame(Opcode.TEXT, bytes(first), false);
        socket.sendFragmentedFrame(Opcode.TEXT, bytes(second), true);
        return this;
    }

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    /** Returns the next text message. */
    public String hear() throws InterruptedException {
        return next(socket.texts);
    }

    /** Returns the length of the next binary message in bytes. */
    public int hearBinary() throws InterruptedException {
        return next(socket.binaryBytes);
    }

    private static <T> T next(BlockingQueue<T> heard) throws InterruptedException {
        T message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing heard in " + PATIENCE_SECONDS + " s");
        }
        return message;
    }

    public TestClient closeNormally() {
        socket.close();
        return this;
    }

    /** Ends the connection without a close frame. */
    public void abort() {
        socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
    }

    /** Returns the close code, or 1006 if there was no close frame. */
    public int awaitEnd() throws Exception {
        return socket.ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        abort();
    }

    private static final class Listening extends WebSocketClient {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> binaryBytes = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private volatile boolean opened;

        Listening(URI uri) {
            super(uri);
        }

        @Override
        public void onOpen(ServerHandshake answer) {
            opened = true;
        }

        @Override
        public void onMessage(String text) {
            texts.add(text);
        }

        @Override
        public void onMessage(ByteBuffer binary) {
            binaryBytes.add(binary.remaining());
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            ended.complete(code);
        }

        @Override
        public void onError(Exception error) {
            // told again as the end
        }
    }
}
