package dev.wsload.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.testkit.JavaWebSocketServer;
import dev.wsload.testkit.JettyServer;
import dev.wsload.testkit.NettyServer;
import dev.wsload.testkit.NodeServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.testkit.TomcatServer;
import dev.wsload.testkit.UndertowServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What other people's servers answer to an offer of permessage-deflate (RFC 7692 section 7.1), and then speak. */
class AgreementInteropTests {
    private static final DeflateParameters DEFAULT = DeflateParameters.DEFAULT;
    private static final DeflateParameters WINDOW_OF_10 = new DeflateParameters(false, false, 10, 15);
    private static final DeflateParameters NO_TAKEOVER = new DeflateParameters(true, true, 15, 15);

    static Stream<Arguments> defaults() {
        return Stream.of(
                row("Tomcat", TomcatServer::start, DEFAULT, DEFAULT),
                row("Tomcat", TomcatServer::start, NO_TAKEOVER, NO_TAKEOVER),
                row("Jetty", JettyServer::start, DEFAULT, DEFAULT),
                row("Jetty", JettyServer::start, NO_TAKEOVER, NO_TAKEOVER),
                row("node ws", node(""), DEFAULT, DEFAULT),
                row("node ws", node(""), NO_TAKEOVER, NO_TAKEOVER),
                row("Netty", NettyServer::startCompressing, DEFAULT, DEFAULT),
                row(
                        "Java-WebSocket",
                        JavaWebSocketServer::startCompressing,
                        DEFAULT,
                        new DeflateParameters(true, false, 15, 15)),
                row("Undertow", UndertowServer::startCompressing, DEFAULT, DEFAULT),
                row(
                        "node ws without its own context takeover",
                        node(", \"serverNoContextTakeover\": true"),
                        DEFAULT,
                        new DeflateParameters(true, false, 15, 15)),
                row(
                        "node ws that wants none of the client's",
                        node(", \"clientNoContextTakeover\": true"),
                        DEFAULT,
                        new DeflateParameters(false, true, 15, 15)));
    }

    static Stream<Arguments> windows() {
        return IntStream.rangeClosed(9, 15)
                .boxed()
                .flatMap(bits -> Stream.of(
                        row(
                                "node ws with a window of its own",
                                node(", \"serverMaxWindowBits\": " + bits),
                                DEFAULT,
                                new DeflateParameters(false, false, bits, 15)),
                        row(
                                "node ws that grants the client a window",
                                node(", \"clientMaxWindowBits\": " + bits),
                                DEFAULT,
                                new DeflateParameters(false, false, 15, bits)),
                        row(
                                "node ws asked for a window",
                                node(""),
                                new DeflateParameters(false, false, bits, bits),
                                new DeflateParameters(false, false, bits, bits))));
    }

    private static Arguments row(
            String name, Supplier<TestServer> start, DeflateParameters offer, DeflateParameters agreed) {
        return Arguments.of(name, start, offer, agreed);
    }

    private static Supplier<TestServer> node(String options) {
        return () -> NodeServer.start("{\"perMessageDeflate\": {\"threshold\": 0" + options + "}}");
    }

    @ParameterizedTest(name = "{0}: {2} -> {3}")
    @MethodSource({"defaults", "windows"})
    void theServerAgreesAndBothSidesUnderstandEachOther(
            String name, Supplier<TestServer> start, DeflateParameters offer, DeflateParameters agreed)
            throws Exception {
        try (TestServer server = start.get();
                Client client = new Client(server.uri(), offer)) {
            assertThat(client.agreement.deflate()).contains(agreed);
            for (String text : texts()) {
                client.send(text);
                assertThat(client.receive()).isEqualTo(text);
            }
        }
    }

    @Test
    void aServerThatCannotKeepToTheAskedWindowMayDecline() throws Exception {
        for (Supplier<TestServer> start :
                List.<Supplier<TestServer>>of(TomcatServer::start, NettyServer::startCompressing)) {
            try (TestServer server = start.get();
                    Client client = new Client(server.uri(), WINDOW_OF_10)) {
                assertThat(client.agreement.deflate()).isEmpty();
            }
        }
    }

    /** Section 7.1.2.1: who accepts this parameter must answer it. These three accept, and keep their 15 bits. */
    @Test
    void aServerThatPassesOverTheAskedWindowIsRefused() {
        for (Supplier<TestServer> start : List.<Supplier<TestServer>>of(
                JettyServer::start, JavaWebSocketServer::startCompressing, UndertowServer::startCompressing)) {
            try (TestServer server = start.get()) {
                assertThatThrownBy(() -> new Client(server.uri(), WINDOW_OF_10))
                        .isInstanceOf(HandshakeRefused.class)
                        .hasMessage("the server accepted permessage-deflate without the server_max_window_bits that was"
                                + " offered (RFC 7692 section 7.1)");
            }
        }
    }

    /** Nothing, what repeats within and beyond every window, and what does not compress at all. */
    private static List<String> texts() {
        String noise = new Random(42)
                .ints(40_000, ' ', 0x2000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return List.of("", "a", "again and ".repeat(5_000), noise, noise + noise, "");
    }

    /** The codec on a blocking socket. */
    private static final class Client implements AutoCloseable, MessageSink {
        private final Socket socket;
        private final HandshakeAgreement agreement;
        private final MessageDeflater deflater;
        private final MessageInflater inflater;
        private final FrameDecoder decoder;
        private final ByteBuffer in = ByteBuffer.allocate(16 * 1024).flip();
        private final List<String> messages = new ArrayList<>();

        Client(URI uri, DeflateParameters offer) throws IOException, HandshakeRefused {
            socket = new Socket("127.0.0.1", uri.getPort());
            agreement = handshake(new HandshakeRequest(uri, List.of(), List.of(), offer));
            deflater = new MessageDeflater(agreement.deflate().orElse(DEFAULT), Role.CLIENT);
            inflater = new MessageInflater(agreement.deflate().orElse(DEFAULT), Role.CLIENT);
            decoder = new FrameDecoder(Role.CLIENT, 1 << 20, inflater);
        }

        private HandshakeAgreement handshake(HandshakeRequest request) throws IOException, HandshakeRefused {
            HandshakeKey key = new HandshakeKey(17, 4);
            ByteBuffer out = ByteBuffer.allocate(4096);
            request.encode(out, key);
            write(out.flip());
            HandshakeDecoder answer = new HandshakeDecoder(request, key);
            Optional<HandshakeAgreement> agreed = Optional.empty();
            while (agreed.isEmpty()) {
                read();
                agreed = answer.decode(in);
            }
            return agreed.get();
        }

        void send(String text) throws IOException {
            ByteBuffer payload = deflater.deflate(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer frame = ByteBuffer.allocate(FrameEncoder.frameSize(payload.remaining(), Role.CLIENT));
            FrameEncoder.encodeMasked(frame, Opcode.TEXT, true, 0x01020304, payload);
            write(frame.flip());
        }

        String receive() throws IOException, ProtocolViolation {
            while (messages.isEmpty()) {
                if (!in.hasRemaining()) {
                    read();
                }
                decoder.decode(in, this);
            }
            return messages.remove(0);
        }

        private void read() throws IOException {
            int bytes = socket.getInputStream().read(in.array());
            if (bytes < 0) {
                throw new EOFException("the server closed");
            }
            in.position(0).limit(bytes);
        }

        private void write(ByteBuffer bytes) throws IOException {
            socket.getOutputStream().write(bytes.array(), bytes.position(), bytes.remaining());
        }

        @Override
        public void onMessage(Opcode kind, ByteBuffer payload) {
            messages.add(StandardCharsets.UTF_8.decode(payload).toString());
        }

        @Override
        public void onPing(ByteBuffer payload) {}

        @Override
        public void onPong(ByteBuffer payload) {}

        @Override
        public void onClose(CloseCode code, String reason) {
            messages.add("closed " + code + " " + reason);
        }

        @Override
        public void close() throws IOException {
            socket.close();
            deflater.close();
            inflater.close();
        }
    }
}
