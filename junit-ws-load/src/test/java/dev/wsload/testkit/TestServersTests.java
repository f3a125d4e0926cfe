package dev.wsload.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The servers of the test kit, seen by a client nobody here wrote. */
class TestServersTests {
    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of("Tomcat", (Supplier<TestServer>) TomcatServer::start),
                Arguments.of("Jetty", (Supplier<TestServer>) JettyServer::start),
                Arguments.of("Netty", (Supplier<TestServer>) NettyServer::start),
                Arguments.of("Netty, compressing", (Supplier<TestServer>) NettyServer::startCompressing),
                Arguments.of("Java-WebSocket", (Supplier<TestServer>) JavaWebSocketServer::start),
                Arguments.of("Undertow", (Supplier<TestServer>) UndertowServer::start),
                Arguments.of("Undertow, compressing", (Supplier<TestServer>) UndertowServer::startCompressing),
                Arguments.of("node ws", (Supplier<TestServer>) NodeServer::start));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void everyServerEchoesAndClosesInOrder(String name, Supplier<TestServer> start) throws Exception {
        try (TestServer server = start.get()) {
            assertEcho(TestClient.connect(server.uri()));
        }
    }

    @Test
    void everyServerSpeaksTls(@TempDir Path directory) throws Exception {
        TestCertificates certificates = TestCertificates.in(directory);
        ServerTls tls = certificates.server("localhost").needingClientKey();
        SSLContext stranger = certificates.trustingContext();
        for (TestServer server :
                new TestServer[] {TomcatServer.start(tls), JettyServer.start(tls), UndertowServer.start(tls)}) {
            try (server) {
                assertEcho(TestClient.connect(server.uri(), certificates.clientContext()));
                assertThatThrownBy(() -> TestClient.connect(server.uri(), stranger))
                        .hasMessageContaining("no handshake");
            }
        }
    }

    @Test
    void everyoneInTheChatHearsAMessage() throws Exception {
        for (TestServer server : new TestServer[] {TomcatServer.start(), JettyServer.start()}) {
            // A server registers a client after its answer to the handshake: only who has spoken is sure to be in the
            // room.
            try (server;
                    TestClient first = TestClient.connect(server.uri("/chat"))) {
                assertThat(first.send("here").hear()).isEqualTo("here");
                try (TestClient second = TestClient.connect(server.uri("/chat"))) {
                    assertThat(second.send("hello").hear()).isEqualTo("hello");
                    assertThat(first.hear()).isEqualTo("hello");
                }
            }
        }
    }

    @Test
    void aScriptSendsWhatItSays() throws Exception {
        CompletableFuture<RawFrame> answer = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    peer.text("h\u00e9llo");
                    peer.close(1013, "later");
                    answer.complete(peer.readClose());
                });
                TestClient client = TestClient.connect(server.uri())) {
            assertThat(client.hear()).isEqualTo("h\u00e9llo");
            assertThat(client.awaitEnd()).isEqualTo(1013);
            assertThat(answer.get(10, TimeUnit.SECONDS).closeCode()).isEqualTo(1013);
        }
    }

    private static void assertEcho(TestClient connected) throws Exception {
        try (TestClient client = connected) {
            assertThat(client.send("gr\u00fc\u00df").hear()).isEqualTo("gr\u00fc\u00df");
            assertThat(client.send(new byte[70_000]).hearBinary()).isEqualTo(70_000);
            assertThat(client.closeNormally().awaitEnd()).isEqualTo(1000);
        }
    }
}
