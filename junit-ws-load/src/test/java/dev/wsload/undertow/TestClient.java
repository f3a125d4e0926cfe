package dev.wsload.undertow;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client of the JDK that notes what it hears. */
final class TestClient implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private TestClient(HttpClient http, URI uri) {
        socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
    }

    static TestClient connect(URI uri) {
        return connect(HttpClient.newHttpClient(), uri);
    }

    static TestClient connect(HttpClient http, URI uri) {
        return new TestClient(http, uri);
    }

    TestClient send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** Sends a message in two frames. */
    TestClient sendInParts(String first, String second) {
        socket.sendText(first, false).join();
        socket.sendText(second, true).join();
        return this;
    }

    String hear() throws InterruptedException {
        String message = heard.poll(30, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing heard in 30 s");
        }
        return message;
    }

    TestClient closeNormally() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        return this;
    }

    /** Ends the connection without a close frame. */
    void abort() {
        socket.abort();
    }

    /** Returns the close code, or what failed. */
    String awaitEnd() throws Exception {
        return ended.get(30, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            heard.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended.complete(Integer.toString(code));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended.complete(error.toString());
    }

    @Override
    public void close() {
        socket.abort();
    }
}
