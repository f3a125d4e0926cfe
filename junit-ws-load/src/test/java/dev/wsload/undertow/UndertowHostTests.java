package dev.wsload.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.endpoint.Endpoint.HostedClasses;
import dev.wsload.endpoint.Endpoint.HostedHandler;
import dev.wsload.endpoint.Endpoint.HostedHandlers;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.testkit.CountingEcho;
import dev.wsload.testkit.TestCertificates;
import dev.wsload.testkit.TestClient;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndertowHostTests {
    @Test
    void aCallbackIsServedAtItsPathOnLoopback() throws Exception {
        try (RunningEndpoint running = UndertowHost.start(new HostedHandler("/echo", Hosted.ECHO), 10);
                TestClient client = TestClient.connect(running.uri())) {
            assertThat(running.uri().toString()).matches("ws://127\\.0\\.0\\.1:\\d+/echo");
            assertThat(client.send("hello").hear()).isEqualTo("hello");
        }
    }

    @Test
    void aHandlerThatUpgradesItselfIsServed() throws Exception {
        HttpHandler handler = Handlers.path().addPrefixPath("/v1", Handlers.websocket(Hosted.ECHO));
        try (RunningEndpoint running = UndertowHost.start(new HostedHandler("/api", handler), 10);
                TestClient client = TestClient.connect(URI.create(running.uri() + "/v1"))) {
            assertThat(client.send("hello").hear()).isEqualTo("hello");
        }
    }

    @Test
    void severalHandlersShareAServerAndClientsComeToTheFirst() throws Exception {
        HostedHandlers both = new HostedHandlers(List.of(
                new HostedHandler("/echo", Hosted.ECHO), new HostedHandler("/other", Hosted.listening(new Shout()))));
        try (RunningEndpoint running = UndertowHost.start(both, 10);
                TestClient first = TestClient.connect(running.uri());
                TestClient second = TestClient.connect(running.uri().resolve("/other"))) {
            assertThat(first.send("hello").hear()).isEqualTo("hello");
            assertThat(second.send("hello").hear()).isEqualTo("HELLO");
        }
    }

    @Test
    void aMessageInPartsIsWhole() throws Exception {
        try (RunningEndpoint running = Hosted.handler(Hosted.ECHO);
                TestClient client = TestClient.connect(running.uri())) {
            assertThat(client.sendInParts("a".repeat(100_000), "b".repeat(100_000))
                            .hear())
                    .isEqualTo("a".repeat(100_000) + "b".repeat(100_000));
        }
    }

    @Test
    void aCloseIsAnsweredByTheHandlersListener() throws Exception {
        try (RunningEndpoint running = Hosted.handler(Hosted.ECHO);
                TestClient client = TestClient.connect(running.uri())) {
            assertThat(client.closeNormally().awaitEnd()).isEqualTo(1000);
        }
    }

    @Test
    void bothKindsAreServedOverTls(@TempDir Path directory) throws Exception {
        TestCertificates certificates = TestCertificates.in(directory);
        SSLContext trusting = certificates.trustingContext();
        SSLContext tls = certificates.server("localhost").context();
        try (RunningEndpoint handler = UndertowHost.start(new HostedHandler("/echo", Hosted.ECHO), 1, tls);
                RunningEndpoint jakarta = UndertowHost.start(new HostedClasses(List.of(JakartaEcho.class)), 1, tls);
                TestClient one = TestClient.connect(handler.uri(), trusting);
                TestClient other = TestClient.connect(jakarta.uri(), trusting)) {
            assertThat(handler.uri()).hasScheme("wss");
            assertThat(one.send("hello").hear()).isEqualTo("hello");
            assertThat(other.send("hello").hear()).isEqualTo("hello");
        }
    }

    @Test
    void aJakartaEndpointIsServedAtThePathOfItsAnnotation() throws Exception {
        try (RunningEndpoint running = Hosted.jakarta(JakartaEcho.class);
                TestClient client = TestClient.connect(running.uri())) {
            assertThat(running.uri()).hasPath("/jakarta/echo");
            assertThat(client.send("hello").hear()).isEqualTo("hello");
            assertThat(client.closeNormally().awaitEnd()).isEqualTo(1000);
        }
    }

    @Test
    void aJakartaEndpointMayBlockWhileItSends() throws Exception {
        try (RunningEndpoint running = Hosted.jakarta(BlockingEcho.class);
                TestClient client = TestClient.connect(running.uri())) {
            assertThat(client.send("hello").hear()).isEqualTo("hello in a worker thread");
        }
    }

    @Test
    void aTemplateIsServedAtThePathGiven() throws Exception {
        HostedClasses room = new HostedClasses(List.of(Room.class, JakartaEcho.class), "/chat/lobby?name=me");
        try (RunningEndpoint running = UndertowHost.start(room, 10);
                TestClient client = TestClient.connect(running.uri());
                TestClient other = TestClient.connect(running.uri().resolve("/jakarta/echo"))) {
            assertThat(client.send("hello").hear()).isEqualTo("lobby: hello");
            assertThat(other.send("hello").hear()).isEqualTo("hello");
        }
    }

    @Test
    void manyServersRunAtOnce() throws Exception {
        try (RunningEndpoint one = Hosted.jakarta(JakartaEcho.class)) {
            try (RunningEndpoint two = Hosted.jakarta(JakartaEcho.class);
                    TestClient client = TestClient.connect(two.uri())) {
                assertThat(client.send("two").hear()).isEqualTo("two");
            }
            try (TestClient client = TestClient.connect(one.uri())) {
                assertThat(client.send("one").hear()).isEqualTo("one");
            }
        }
    }

    @Test
    void thePathIsKnownBeforeTheStart() {
        assertThat(UndertowHost.path(new HostedHandler("/echo", Hosted.ECHO))).isEqualTo("/echo");
        assertThat(UndertowHost.path(new HostedClasses(List.of(JakartaEcho.class))))
                .isEqualTo("/jakarta/echo");
        assertThat(UndertowHost.path(new HostedClasses(List.of(Room.class), "/chat/lobby")))
                .isEqualTo("/chat/lobby");
    }

    @Test
    void aClosedServerHasNoThreadsAndNoPort() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountingEcho endpoint = new CountingEcho();
        RunningEndpoint running = Hosted.handler((HttpHandler) exchange -> {
            threads.add(Thread.currentThread());
            Handlers.websocket(endpoint.echo()).handleRequest(exchange);
        });
        try (TestClient client = TestClient.connect(running.uri())) {
            client.send("hello").hear();

            running.close();
            running.close();

            assertThat(client.awaitEnd()).isPositive();
            assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
            endpoint.assertGoneFrom(running.uri());
        }
    }

    @Test
    void whatAHandlerHasBegunMayEndBeforeItsServerStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        RunningEndpoint running = Hosted.handler((HttpHandler) exchange -> exchange.dispatch(() -> {
            begun.countDown();
            done.set(hasBeenReleased(released));
        }));
        request(running);
        begun.await();
        Thread closing = new Thread(running::close);
        closing.start();

        await().until(() -> Arrays.stream(closing.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(HostWorker.class.getName())));
        released.countDown();
        closing.join();

        assertThat(done).isTrue();
        assertThat(running.uncaught()).isEmpty();
    }

    @Test
    void aHandlerThatBlocksIsInterruptedWhenItsServerCloses() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        RunningEndpoint running = Hosted.handler(
                (HttpHandler) exchange -> exchange.dispatch(() -> blockUntilInterrupted(blocked, interrupted)));
        request(running);
        blocked.await();

        running.close();

        assertThat(interrupted.getCount()).isZero();
    }

    /** Asks for the server's path, and leaves the answer to a thread of its own. */
    private static void request(RunningEndpoint running) {
        Thread request = new Thread(() -> {
            try (var stream = URI.create(running.uri().toString().replace("ws:", "http:"))
                    .toURL()
                    .openStream()) {
                stream.read();
            } catch (IOException expected) {
                Thread.currentThread().interrupt();
            }
        });
        request.setDaemon(true);
        request.start();
    }

    private static boolean hasBeenReleased(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void blockUntilInterrupted(CountDownLatch blocked, CountDownLatch interrupted) {
        blocked.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    @Test
    void aJakartaServerTellsClientsThatAreStillThereThatItGoesAway() throws Exception {
        RunningEndpoint running = Hosted.jakarta(JakartaEcho.class);
        try (TestClient client = TestClient.connect(running.uri())) {
            client.send("hello").hear();

            running.close();

            assertThat(client.awaitEnd()).isEqualTo(1001);
        }
    }

    @Test
    void onlyHandlersOfUndertowAreHosted() {
        assertThatThrownBy(() -> UndertowHost.start(new HostedHandler("/echo", "text"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the hosted endpoint at \"/echo\" is a java.lang.String: it must be a "
                        + "WebSocketConnectionCallback or an HttpHandler of Undertow");
        assertThatThrownBy(() -> UndertowHost.start(new HostedHandler("/echo", null), 1))
                .hasMessage("the hosted endpoint at \"/echo\" is null: it must be a "
                        + "WebSocketConnectionCallback or an HttpHandler of Undertow");
    }

    @Test
    void aClassWithoutAnnotationIsNotHosted() {
        assertThatThrownBy(() -> UndertowHost.path(new HostedClasses(List.of(String.class))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.String has no @ServerEndpoint: annotate it, or host a handler instead");
    }

    @Test
    void aTemplateNeedsAPath() {
        assertThatThrownBy(() -> UndertowHost.start(new HostedClasses(List.of(Room.class)), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "@ServerEndpoint(\"/chat/{room}\") on dev.wsload.undertow.UndertowHostTests$Room is a template: "
                                + "give the path that the clients connect to as well");
    }

    @Test
    void anEndpointThatUndertowRefusesIsNamed() {
        assertThatThrownBy(() -> UndertowHost.start(new HostedClasses(List.of(TwoOnMessages.class)), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the Jakarta endpoint cannot be deployed: UT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.3.19.Final", "2.3.20.Final"})
    void releasesWithAWrongCloseCodeAreNamed(String version) {
        assertThat(UndertowHost.shortcomingOf(version))
                .contains("Undertow " + version + " answers protocol errors with close code 1003 in place of 1002: "
                        + "use 2.3.24.Final (a BOM may pin the older one)");
        assertThat(UndertowHost.shortcomingOf("2.3.24.Final")).isEmpty();
    }

    private static final class Shout extends Hosted.Echo {
        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            WebSockets.sendText(message.getData().toUpperCase(Locale.ROOT), channel, null);
        }
    }

    /** Answers by its return value. */
    @ServerEndpoint("/jakarta/echo")
    public static final class JakartaEcho {
        @OnMessage
        public String echo(String message) {
            return message;
        }
    }

    /** Answers through the blocking remote. */
    @ServerEndpoint("/jakarta/blocking")
    public static final class BlockingEcho {
        @OnMessage
        public void echo(Session session, String message) throws IOException {
            boolean worker = Thread.currentThread().getName().contains(" task-");
            session.getBasicRemote().sendText(message + (worker ? " in a worker thread" : " in an I/O thread"));
        }
    }

    /** Has a path template. */
    @ServerEndpoint("/chat/{room}")
    public static final class Room {
        @OnMessage
        public String echo(@PathParam("room") String room, String message) {
            return room + ": " + message;
        }
    }

    /** Breaks a rule of Jakarta WebSocket. */
    @ServerEndpoint("/two")
    public static final class TwoOnMessages {
        @OnMessage
        public void one(String message) {}

        @OnMessage
        public void two(String message) {}
    }
}
