package dev.wsload.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.testkit.TestClient;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSocketFrameType;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.xnio.ChannelListener;

class HandlerErrorsTests {
    private static final IllegalStateException BUG = new IllegalStateException("a bug");

    @Test
    void aHandlerThatThrows() throws Exception {
        assertSeenAfterRequest(exchange -> {
            throw BUG;
        });
    }

    @Test
    void aHandlerThatThrowsOnAWorkerThread() throws Exception {
        assertSeenAfterRequest(exchange -> exchange.dispatch((HttpHandler) dispatched -> {
            throw BUG;
        }));
    }

    @Test
    void aTaskThatThrowsOnAWorkerThread() throws Exception {
        assertSeenAfterRequest(exchange -> exchange.dispatch(() -> {
            exchange.endExchange();
            throw BUG;
        }));
    }

    @Test
    void aHandlerThatThrowsAnIOExceptionWhileItsClientIsThere() throws Exception {
        IOException noSuchFile = new IOException("no such file");
        try (RunningEndpoint running = Hosted.handler((HttpHandler) exchange -> {
            throw noSuchFile;
        })) {
            request(running);

            await().untilAsserted(() -> assertThat(running.uncaught()).containsExactly(noSuchFile));
        }
    }

    @Test
    void anOnConnectThatThrows() throws Exception {
        WebSocketConnectionCallback callback = (exchange, channel) -> {
            throw BUG;
        };
        try (RunningEndpoint running = Hosted.handler(callback);
                TestClient client = TestClient.connect(running.uri())) {
            client.awaitEnd();

            await().untilAsserted(() -> assertThat(running.uncaught()).containsExactly(BUG));
        }
    }

    @Test
    void aReceiveListenerThatThrows() throws Exception {
        assertSeenAfter(throwingOnText(BUG), client -> client.send("hello"));
    }

    @Test
    void anAssertionErrorInAReceiveListener() throws Exception {
        AssertionError error = new AssertionError("a bug");
        try (RunningEndpoint running = Hosted.handler(Hosted.listening(throwingOnText(error)));
                TestClient client = TestClient.connect(running.uri())) {
            client.send("hello");

            await().untilAsserted(() -> assertThat(running.uncaught()).containsExactly(error));
        }
    }

    @Test
    void aReceiveListenerThatThrowsAfterAMessageInParts() throws Exception {
        assertSeenAfter(throwingOnText(BUG), client -> client.sendInParts("a".repeat(100_000), "b".repeat(100_000)));
    }

    @Test
    void aReceiveListenerInsideAHandlerThatUpgradesItself() throws Exception {
        HttpHandler handler =
                Handlers.path().addPrefixPath("/", Handlers.websocket(Hosted.listening(throwingOnText(BUG))));
        try (RunningEndpoint running = Hosted.handler(handler);
                TestClient client = TestClient.connect(running.uri())) {
            client.send("hello");

            await().untilAsserted(() -> assertThat(running.uncaught()).containsExactly(BUG));
        }
    }

    @Test
    void aBareChannelListenerThatThrows() throws Exception {
        ChannelListener<WebSocketChannel> bare = channel -> {
            channel.suspendReceives();
            throw BUG;
        };
        WebSocketConnectionCallback callback = (exchange, channel) -> {
            channel.getReceiveSetter().set(bare);
            channel.resumeReceives();
        };
        try (RunningEndpoint running = Hosted.handler(callback);
                TestClient client = TestClient.connect(running.uri())) {
            client.send("hello");

            await().untilAsserted(() -> assertThat(running.uncaught()).containsExactly(BUG));
        }
    }

    @Test
    void aListenerThatReadsFramesItself() throws Exception {
        assertSeenAfter(
                new AbstractReceiveListener() {
                    @Override
                    protected void onText(WebSocketChannel channel, StreamSourceFrameChannel frame) {
                        throw BUG;
                    }
                },
                client -> client.send("hello"));
    }

    @Test
    void aListenerThatThrowsOnACloseFrame() throws Exception {
        assertSeenAfter(throwingOnClose(), TestClient::closeNormally);
    }

    @Test
    void aListenerThatThrowsOnAConnectionLostWithoutACloseFrame() throws Exception {
        assertSeenAfter(throwingOnClose(), TestClient::abort);
    }

    @Test
    void anIOExceptionOnAConnectionThatIsFine() throws Exception {
        IOException noSuchFile = new IOException("no such file");
        try (RunningEndpoint running = Hosted.handler(Hosted.listening(throwingOnText(noSuchFile)));
                TestClient client = TestClient.connect(running.uri())) {
            client.send("hello");

            await().untilAsserted(() -> assertThat(running.uncaught()).containsExactly(noSuchFile));
        }
    }

    @Test
    void anIOExceptionThatTheListenersOnErrorHandlesIsNotUncaught() throws Exception {
        AbstractReceiveListener handling = new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) throws IOException {
                throw new IOException("no such file");
            }

            @Override
            protected void onError(WebSocketChannel channel, Throwable error) {
                WebSockets.sendText("handled " + error.getMessage(), channel, null);
            }
        };
        try (RunningEndpoint running = Hosted.handler(Hosted.listening(handling));
                TestClient client = TestClient.connect(running.uri())) {
            assertThat(client.send("hello").hear()).isEqualTo("handled no such file");
            assertThat(running.uncaught()).isEmpty();
        }
    }

    @Test
    void anIOExceptionOfASendOnAConnectionThatHasEndedIsNoErrorOfTheCode() throws Exception {
        CountDownLatch thrown = new CountDownLatch(1);
        AbstractReceiveListener sendingTooLate = new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) throws IOException {
                channel.sendClose();
                try {
                    channel.send(WebSocketFrameType.TEXT);
                } finally {
                    thrown.countDown();
                }
            }
        };
        try (RunningEndpoint running = Hosted.handler(Hosted.listening(sendingTooLate));
                TestClient client = TestClient.connect(running.uri())) {
            client.send("hello").awaitEnd();

            assertThat(thrown.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(running.uncaught()).isEmpty();
        }
    }

    @Test
    void clientsThatComeAndGoAreNoErrors() throws Exception {
        try (RunningEndpoint running = Hosted.handler(Hosted.ECHO)) {
            try (TestClient aborting = TestClient.connect(running.uri());
                    TestClient closing = TestClient.connect(running.uri())) {
                aborting.send("hello").hear();
                aborting.abort();
                assertThat(closing.closeNormally().awaitEnd()).isEqualTo(1000);
            }
            assertThat(running.uncaught()).isEmpty();
            assertThat(running.uncaughtCount()).isZero();
        }
    }

    @Test
    void theFirst100AreKeptAndAllAreCounted() throws Exception {
        AtomicInteger number = new AtomicInteger();
        AbstractReceiveListener listener = new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
                throw new IllegalStateException("bug " + number.incrementAndGet());
            }
        };
        try (RunningEndpoint running = Hosted.handler(Hosted.listening(listener));
                TestClient client = TestClient.connect(running.uri())) {
            for (int i = 0; i < 150; i++) {
                client.send("hello");
            }

            await().untilAsserted(() -> assertThat(running.uncaughtCount()).isEqualTo(150));
            assertThat(running.uncaught()).hasSize(100);
            assertThat(running.uncaught().get(0)).hasMessage("bug 1");
            assertThat(running.uncaught().get(99)).hasMessage("bug 100");
        }
    }

    private static void assertSeenAfterRequest(HttpHandler handler) throws Exception {
        try (RunningEndpoint running = Hosted.handler(handler)) {
            request(running);

            await().untilAsserted(() -> assertThat(running.uncaught()).containsExactly(BUG));
        }
    }

    private static void request(RunningEndpoint running) throws Exception {
        URI uri = URI.create(running.uri().toString().replaceFirst("ws", "http"));
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    }

    private static void assertSeenAfter(AbstractReceiveListener listener, Step step) throws Exception {
        try (RunningEndpoint running = Hosted.handler(Hosted.listening(listener));
                TestClient client = TestClient.connect(running.uri())) {
            step.with(client);

            await().untilAsserted(() -> assertThat(running.uncaught()).containsExactly(BUG));
            assertThat(running.uncaughtCount()).isOne();
        }
    }

    private static AbstractReceiveListener throwingOnText(Throwable thrown) {
        return new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) throws IOException {
                if (thrown instanceof IOException failure) {
                    throw failure;
                }
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) thrown;
            }
        };
    }

    private static AbstractReceiveListener throwingOnClose() {
        return new AbstractReceiveListener() {
            @Override
            protected void onCloseMessage(CloseMessage message, WebSocketChannel channel) {
                throw BUG;
            }
        };
    }

    /** What a client does. */
    @FunctionalInterface
    private interface Step {
        void with(TestClient client) throws Exception;
    }

    @Test
    void manyErrorsOfOneClassDoNotCrowdOutAnother() {
        UncaughtErrors errors = new UncaughtErrors();
        for (int i = 0; i < 150; i++) {
            errors.add(new IllegalStateException("expected"));
        }
        errors.add(new UnsupportedOperationException("a bug"));

        assertThat(errors.first()).hasSize(101).last().isInstanceOf(UnsupportedOperationException.class);
        assertThat(errors.count()).isEqualTo(151);
    }
}
