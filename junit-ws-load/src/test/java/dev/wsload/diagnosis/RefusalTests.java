package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wsload.harness.FleetNotConnectedError;
import dev.wsload.harness.WsFleet;
import dev.wsload.plan.Tls;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.testkit.ScriptedServer.Script;
import dev.wsload.testkit.ServerTls;
import dev.wsload.testkit.TestCertificates;
import dev.wsload.testkit.TestServer;
import dev.wsload.testkit.TomcatServer;
import dev.wsload.testkit.UndertowServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of servers that refuse everybody, by TLS or by their answer to the upgrade. */
@Timeout(60)
class RefusalTests {
    @TempDir
    static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.in(directory);
    }

    @Test
    void aCertificateOfAnUnknownAuthority() {
        assertCause(
                certificates.server("localhost"), Tls.systemDefault(), "the server's certificate is not trusted here");
    }

    @Test
    void aCertificateForAnotherHost() {
        assertCause(certificates.server("elsewhere"), trusting(), "the server's certificate is for another host name");
    }

    @Test
    void aCertificateWhoseTimeIsOver() {
        assertCause(certificates.server("expired"), trusting(), "the server's certificate has expired");
    }

    @Test
    void aCertificateOfTheClientThatIsWanted() {
        assertCause(
                certificates.server("localhost").needingClientKey(),
                trusting(),
                "the server wants a certificate of the client's, or another one");
    }

    @Test
    void tlsOnAPortWithout() {
        try (TestServer server = UndertowServer.start()) {
            assertThat(cause(scheme("wss", server.uri()), trusting()))
                    .isEqualTo("the server does not speak TLS on that port");
        }
    }

    @Test
    void noTlsOnAPortWithIt() {
        try (TestServer server = TomcatServer.start(certificates.server("localhost"))) {
            assertThat(cause(scheme("ws", server.uri()), trusting()))
                    .isEqualTo("the port speaks TLS, and the clients do not");
        }
    }

    private static Tls trusting() {
        return Tls.of(certificates.trustingContext());
    }

    private static void assertCause(ServerTls tls, Tls clients, String cause) {
        try (TestServer server = UndertowServer.start(tls)) {
            assertThat(cause(server.uri(), clients)).isEqualTo(cause);
        }
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                answer("the server wants credentials (Basic)", "HTTP/1.1 401 No", "WWW-Authenticate: Basic realm=x"),
                answer(
                        "the server forbids the upgrade for its Origin header, or because it has none",
                        "HTTP/1.1 403 No",
                        "Content-Length: 12",
                        "",
                        "wrong origin"),
                answer(
                        "the server forbids the upgrade, one of: the Origin header (or its absence), or missing rights",
                        "HTTP/1.1 403 No",
                        "Content-Length: 0"),
                answer(
                        "the server speaks version 8 of the protocol, and RFC 6455 is version 13",
                        "HTTP/1.1 426 No",
                        "Sec-WebSocket-Version: 8"),
                answer("a proxy before the server cannot reach it, or got no right answer from it", "HTTP/1.1 502 Bad"),
                answer(
                        "a proxy before the server has waited in vain for its answer to the upgrade",
                        "HTTP/1.1 504 Late"),
                answer(
                        "what listens on that port does not speak HTTP, so it is no WebSocket server",
                        "SSH-2.0-OpenSSH_9"),
                arguments("the server chooses a subprotocol that the clients have not offered", (Script)
                        peer -> peer.accept("Sec-WebSocket-Protocol: chat.v9")),
                arguments(
                        "the server accepts an extension, or a parameter of it, that the clients have not offered",
                        (Script) peer -> peer.accept("Sec-WebSocket-Extensions: permessage-deflate")));
    }

    private static Arguments answer(String cause, String... lines) {
        return arguments(cause, (Script) peer -> {
            peer.answer(lines);
            peer.fin();
        });
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatTheAnswerToTheUpgradeSays(String cause, Script script) {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            assertThat(cause(server.uri(), Tls.systemDefault())).isEqualTo(cause);
        }
    }

    private static URI scheme(String scheme, URI uri) {
        return URI.create(scheme + uri.toString().substring(uri.getScheme().length()));
    }

    /** Returns the cause on one line. */
    private static String cause(URI uri, Tls tls) {
        String failure = catchThrowableOfType(FleetNotConnectedError.class, () -> WsFleet.to(uri)
                        .clients(4)
                        .tls(tls)
                        .handshakeTimeout(Duration.ofSeconds(3))
                        .connect())
                .getMessage();
        return failure.substring(failure.indexOf("  cause ") + 12, failure.indexOf("\n  because"))
                .replaceAll("\\s+", " ");
    }
}
