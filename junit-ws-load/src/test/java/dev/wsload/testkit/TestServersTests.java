package dev.wsload.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The servers of the test kit, seen by the JDK's own client. */
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
            assertEcho(HttpClient.newHttpClient(), server.uri());
        }
    }

    @Test
    void everyServerSpeaksTls(@TempDir Path directory) throws Exception {
        TestCertificates certificates = TestCertificates.in(directory);
        ServerTls tls = certificates.server("localhost").needingClientKey();
        HttpClient client =
                HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
        SSLContext stranger = certificates.trustingContext();
        for (TestServer server :
                new TestServer[] {TomcatServer.start(tls), JettyServer.start(tls), UndertowServer.start(tls)}) {
            try (server) {
                assertEcho(client, server.uri());
                assertThat(HttpClient.newBuilder()
                                .sslContext(stranger)
                                .build()
                                .newWebSocketBuilder()
                                .buildAsync(server.uri(), new Heard()))
                        .failsWithin(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void everyoneInTheChatHearsAMessage() throws Exception {
        for (TestServer server : new TestServer[] {TomcatServer.start(), JettyServer.start()}) {
            try (server) {
                HttpClient client = HttpClient.newHttpClient();
                Heard first = new Heard();
                WebSocket early = join(client, server, first);
                early.sendText("here", true);
                assertThat(first.nextText()).isEqualTo("here");
                Heard second = new Heard();
                join(client, server, second).sendText("hello", true);
                assertThat(first.nextText()).isEqualTo("hello");
                assertThat(second.nextText()).isEqualTo("hello");
            }
        }
    }

    @Test
    void aScriptSendsWhatItSays() throws Exception {
        CompletableFuture<RawFrame> answer = new CompletableFuture<>();
        Heard heard = new Heard();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            peer.accept();
            peer.text("h\u00e9llo");
            peer.close(1013, "later");
            answer.complete(peer.readClose());
        })) {
            HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(server.uri(), heard);
            assertThat(heard.nextText()).isEqualTo("h\u00e9llo");
            assertThat(heard.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1013);
            assertThat(answer.get(10, TimeUnit.SECONDS).closeCode()).isEqualTo(1013);
        }
    }

    /** A server registers a client after its answer to the handshake: only who has spoken is sure to be in the room. */
    private static WebSocket join(HttpClient client, TestServer server, Heard heard) throws Exception {
        return client.newWebSocketBuilder()
                .buildAsync(server.uri("/chat"), heard)
                .get(10, TimeUnit.SECONDS);
    }

    private static void assertEcho(HttpClient client, URI uri) throws Exception {
        Heard heard = new Heard();
        WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, heard).get(10, TimeUnit.SECONDS);
        socket.sendText("gr\u00fc\u00df", true).get(10, TimeUnit.SECONDS);
        assertThat(heard.nextText()).isEqualTo("gr\u00fc\u00df");
        socket.sendBinary(ByteBuffer.wrap(new byte[70_000]), true).get(10, TimeUnit.SECONDS);
        assertThat(heard.binaryBytes.get(10, TimeUnit.SECONDS)).isEqualTo(70_000);
        socket.sendClose(1000, "").get(10, TimeUnit.SECONDS);
        assertThat(heard.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> binaryBytes = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private int bytes;

        String nextText() throws InterruptedException {
            return texts.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            socket.request(1);
            texts.add(data.toString());
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            socket.request(1);
            bytes += data.remaining();
            if (last) {
                binaryBytes.complete(bytes);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
