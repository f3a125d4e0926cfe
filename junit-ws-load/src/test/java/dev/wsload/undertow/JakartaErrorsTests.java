package dev.wsload.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.testkit.TestClient;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JakartaErrorsTests {
    @ParameterizedTest
    @ValueSource(
            classes = {
                InOnOpen.class,
                InOnMessage.class,
                AnErrorInOnMessage.class,
                AnIOExceptionInOnMessage.class,
                InOnClose.class,
                InAConstructor.class
            })
    void whatAnEndpointThrowsIsSeenOnce(Class<?> endpoint) throws Exception {
        try (RunningEndpoint running = Hosted.jakarta(endpoint);
                TestClient client = TestClient.connect(running.uri())) {
            if (endpoint == InOnClose.class) {
                client.closeNormally();
            } else if (endpoint != InAConstructor.class) {
                // Undertow drops a message that its executor has not reached when the connection ends.
                client.send("hello");
            }

            await().untilAsserted(
                            () -> assertThat(running.uncaught()).singleElement().satisfies(error -> assertThat(error)
                                    .hasMessage("a bug")));
            client.closeNormally().awaitEnd();
            assertThat(running.uncaughtCount()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {InAMessageHandler.class, AnErrorInAMessageHandler.class})
    void whatAMessageHandlerThrowsIsSeenOnce(Class<?> endpoint) throws Exception {
        try (RunningEndpoint running = Hosted.jakarta(endpoint);
                TestClient client = TestClient.connect(running.uri())) {
            client.hear();
            client.send("hello");

            await().untilAsserted(
                            () -> assertThat(running.uncaught()).singleElement().satisfies(error -> assertThat(error)
                                    .hasMessage("a bug")));
            client.closeNormally().awaitEnd();
            assertThat(running.uncaughtCount()).isOne();
        }
    }

    @Test
    void anIOExceptionOfTheEndpointIsSeenAfterItsSessionHasEndedToo() throws Exception {
        try (RunningEndpoint running = Hosted.jakarta(AnIOExceptionAfterTheEnd.class);
                TestClient client = TestClient.connect(running.uri())) {
            client.send("hello").awaitEnd();

            await().untilAsserted(
                            () -> assertThat(running.uncaught()).singleElement().satisfies(error -> assertThat(error)
                                    .hasMessage("a bug")));
        }
    }

    @Test
    void aBroadcastThatBreaksOffAtADeadMemberIsSeen() throws Exception {
        try (RunningEndpoint running = Hosted.jakarta(KeepingTheDead.class);
                TestClient leaving = TestClient.connect(running.uri());
                TestClient staying = TestClient.connect(running.uri())) {
            leaving.send("hello").hear();
            leaving.closeNormally().awaitEnd();
            await().until(() -> KeepingTheDead.MEMBERS.stream().anyMatch(member -> !member.isOpen()));
            staying.send("hello");

            await().untilAsserted(
                            () -> assertThat(running.uncaught()).singleElement().isInstanceOf(IOException.class));
        }
    }

    @Test
    void whatAConfiguratorThrowsDuringTheHandshakeIsSeen() {
        try (RunningEndpoint running = Hosted.jakarta(InAConfigurator.class)) {
            assertThatThrownBy(() -> TestClient.connect(running.uri())).isNotNull();

            assertThat(running.uncaught()).singleElement().satisfies(error -> assertThat(error)
                    .hasMessage("a bug"));
        }
    }

    @Test
    void whatTheEndpointsOnErrorHandlesIsNotUncaught() throws Exception {
        try (RunningEndpoint running = Hosted.jakarta(Handling.class);
                TestClient client = TestClient.connect(running.uri())) {
            assertThat(client.send("hello").hear()).isEqualTo("handled a bug");
            assertThat(running.uncaught()).isEmpty();
        }
    }

    @Test
    void whatAnOnErrorThrowsIsSeen() throws Exception {
        try (RunningEndpoint running = Hosted.jakarta(ThrowingOnError.class);
                TestClient client = TestClient.connect(running.uri())) {
            client.send("hello");

            await().untilAsserted(
                            () -> assertThat(running.uncaught()).isNotEmpty().allSatisfy(error -> assertThat(error)
                                    .hasMessage("a bug in onError")));
        }
    }

    @Test
    void clientsThatComeAndGoAreNoErrors() throws Exception {
        try (RunningEndpoint running = Hosted.jakarta(UndertowHostTests.JakartaEcho.class)) {
            try (TestClient aborting = TestClient.connect(running.uri());
                    TestClient closing = TestClient.connect(running.uri())) {
                aborting.send("hello").hear();
                aborting.abort();
                assertThat(closing.closeNormally().awaitEnd()).isEqualTo(1000);
            }
            assertThat(running.uncaught()).isEmpty();
        }
    }

    /** Throws when a client comes. */
    @ServerEndpoint("/")
    public static final class InOnOpen {
        @OnOpen
        public void open() {
            throw new IllegalStateException("a bug");
        }
    }

    /** Throws when a message comes. */
    @ServerEndpoint("/")
    public static final class InOnMessage {
        @OnMessage
        public void message(String text) {
            throw new IllegalStateException("a bug");
        }
    }

    /** Fails an assertion when a message comes. */
    @ServerEndpoint("/")
    public static final class AnErrorInOnMessage {
        @OnMessage
        public void message(String text) {
            throw new AssertionError("a bug");
        }
    }

    /** Throws a checked exception that is not about its connection. */
    @ServerEndpoint("/")
    public static final class AnIOExceptionInOnMessage {
        @OnMessage
        public void message(String text) throws IOException {
            throw new IOException("a bug");
        }
    }

    /** Throws a checked exception when its own session has ended. */
    @ServerEndpoint("/")
    public static final class AnIOExceptionAfterTheEnd {
        @OnMessage
        public void message(Session session, String text) throws IOException {
            session.close();
            await().until(() -> !session.isOpen());
            throw new IOException("a bug");
        }
    }

    /** Tells everybody who ever came. */
    @ServerEndpoint("/")
    public static final class KeepingTheDead {
        static final Queue<Session> MEMBERS = new ConcurrentLinkedQueue<>();

        @OnOpen
        public void open(Session session) {
            MEMBERS.add(session);
        }

        @OnMessage
        public void message(String text) throws IOException {
            for (Session member : MEMBERS) {
                member.getBasicRemote().sendText(text);
            }
        }
    }

    /** Throws when a client goes. */
    @ServerEndpoint("/")
    public static final class InOnClose {
        @OnClose
        public void close() {
            throw new IllegalStateException("a bug");
        }
    }

    /** Throws in a handler that it adds itself. */
    @ServerEndpoint("/")
    public static final class InAMessageHandler {
        @OnOpen
        public void open(Session session) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
                throw new IllegalStateException("a bug");
            });
            session.getAsyncRemote().sendText("ready");
        }
    }

    /** Fails an assertion in a handler that it adds itself. */
    @ServerEndpoint("/")
    public static final class AnErrorInAMessageHandler {
        @OnOpen
        public void open(Session session) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
                throw new AssertionError("a bug");
            });
            session.getAsyncRemote().sendText("ready");
        }
    }

    /** Cannot be made. */
    @ServerEndpoint("/")
    public static final class InAConstructor {
        public InAConstructor() {
            throw new IllegalStateException("a bug");
        }
    }

    /** Throws while the handshake is made. */
    @ServerEndpoint(value = "/", configurator = Throwing.class)
    public static final class InAConfigurator {}

    /** Throws. */
    public static final class Throwing extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            throw new IllegalStateException("a bug");
        }
    }

    /** Handles its errors. */
    @ServerEndpoint("/")
    public static final class Handling {
        @OnMessage
        public void message(String text) {
            throw new IllegalStateException("a bug");
        }

        @OnError
        public void error(Session session, Throwable thrown) {
            session.getAsyncRemote().sendText("handled " + thrown.getMessage());
        }
    }

    /** Cannot even handle its errors. */
    @ServerEndpoint("/")
    public static final class ThrowingOnError {
        @OnMessage
        public void message(String text) {
            throw new IllegalStateException("a bug");
        }

        @OnError
        public void error(Throwable thrown) {
            throw new IllegalStateException("a bug in onError");
        }
    }
}
