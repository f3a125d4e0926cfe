package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Tls;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FailureKind;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.testkit.TomcatServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a client could not connect, kind by kind, with the value seen. */
class HandshakeFailureTests {
    private static final String OK = "HTTP/1.1 101 Switching Protocols";
    private static final String UPGRADE = "Upgrade: websocket";
    private static final String CONNECTION = "Connection: Upgrade";

    static Stream<Arguments> answers() {
        return Stream.of(
                refused(FailureKind.HTTP_STATUS, "503", peer -> peer.answer("HTTP/1.1 503 Service Unavailable")),
                refused(FailureKind.HTTP_STATUS, "401", peer -> peer.answer("HTTP/1.1 401 Unauthorized")),
                refused(FailureKind.HTTP_STATUS, "302", peer -> peer.answer("HTTP/1.1 302 Found", "Location: /login")),
                refused(FailureKind.HTTP_STATUS, "200", peer -> peer.answer("HTTP/1.1 200 OK", "Content-Length: 0")),
                refused(
                        FailureKind.HTTP_STATUS,
                        "body: 'Wrong Origin'",
                        peer -> peer.answer("HTTP/1.1 403 No", "Content-Length: 12", "", "Wrong Origin")),
                refused(FailureKind.HTTP_STATUS, "403", peer -> {
                    peer.answer("HTTP/1.1 403 No", "Content-Length: 12");
                    peer.fin();
                }),
                refused(
                        FailureKind.HTTP_STATUS,
                        "403",
                        peer -> peer.answer("HTTP/1.1 403 No, and the body never comes", "Content-Length: 12")),
                refused(
                        FailureKind.INVALID_HANDSHAKE,
                        "Sec-WebSocket-Accept",
                        peer -> peer.answer(OK, UPGRADE, CONNECTION, "Sec-WebSocket-Accept: bm90IHRoZSByaWdodCBvbmU=")),
                refused(
                        FailureKind.INVALID_HANDSHAKE,
                        "Sec-WebSocket-Accept",
                        peer -> peer.answer(OK, UPGRADE, CONNECTION)),
                refused(
                        FailureKind.INVALID_HANDSHAKE,
                        "Upgrade",
                        peer -> peer.answer(OK, CONNECTION, "Sec-WebSocket-Accept: " + peer.acceptValue())),
                refused(
                        FailureKind.INVALID_HANDSHAKE,
                        "Connection",
                        peer -> peer.answer(OK, UPGRADE, "Sec-WebSocket-Accept: " + peer.acceptValue())),
                refused(
                        FailureKind.INVALID_HANDSHAKE,
                        "chat.v9",
                        peer -> peer.accept("Sec-WebSocket-Protocol: chat.v9")),
                refused(
                        FailureKind.INVALID_HANDSHAKE,
                        "permessage-deflate",
                        peer -> peer.accept("Sec-WebSocket-Extensions: permessage-deflate")),
                refused(FailureKind.INVALID_HANDSHAKE, "not HTTP", peer -> peer.send("SSH-2.0-OpenSSH_9.2\r\n\r\n")),
                refused(FailureKind.EOF, "", peer -> {
                    peer.request();
                    peer.fin();
                }),
                refused(FailureKind.EOF, "", peer -> {
                    peer.request();
                    peer.send(OK + "\r\n");
                    peer.fin();
                }),
                refused(FailureKind.RESET, "", peer -> {
                    peer.request();
                    peer.reset();
                }));
    }

    private static Arguments refused(FailureKind kind, String evidence, ScriptedServer.Script script) {
        return Arguments.of(kind, evidence, script);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("answers")
    void anAnswerThatOpensNothingIsClassifiedWithItsEvidence(
            FailureKind kind, String evidence, ScriptedServer.Script script) {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            ConnectFailure failure = failure(server.uri());
            assertThat(failure.kind()).as(failure.detail()).isEqualTo(kind);
            assertThat(failure.detail()).isNotBlank().contains(evidence);
        }
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsAHandshakeTimeout() {
        try (ScriptedServer silent = ScriptedServer.start(peer -> {});
                ScriptedServer slow = ScriptedServer.start(peer -> peer.send(OK + "\r\n"))) {
            assertThat(failure(silent.uri(), impatient()).kind()).isEqualTo(FailureKind.HANDSHAKE_TIMEOUT);
            assertThat(failure(slow.uri(), impatient()).kind()).isEqualTo(FailureKind.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    void aHostWithoutAnAddressIsUnknown() {
        ConnectFailure failure = failure(URI.create("ws://no-such-host.invalid/"));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN_HOST);
        assertThat(failure.detail()).contains("no-such-host.invalid");
    }

    @Test
    void aPortWithoutAListenerRefuses() throws IOException {
        assertThat(failure(URI.create("ws://localhost:" + unusedPort() + "/")).kind())
                .isEqualTo(FailureKind.REFUSED);
    }

    @Test
    void aFullBacklogIsAConnectTimeout() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(listener, waiting);
            LoadPlan plan = LoadPlan.builder()
                    .clients(1)
                    .attempt()
                    .connectTimeout(Duration.ofMillis(300))
                    .plan();
            URI uri = URI.create("ws://localhost:" + listener.getLocalPort() + "/");
            assertThat(failure(uri, plan).kind()).isEqualTo(FailureKind.CONNECT_TIMEOUT);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Linux completes backlog + 1 connections that nobody accepts; for others it drops the SYN. */
    private static void fill(ServerSocket listener, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 2; i++) {
            waiting.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
        }
    }

    @Test
    void aRealServerWithoutThisEndpointAnswersWithItsStatus() {
        try (TomcatServer server = TomcatServer.start()) {
            ConnectFailure failure = failure(server.uri("/nothing-here"));
            assertThat(failure.kind()).isEqualTo(FailureKind.HTTP_STATUS);
            assertThat(failure.detail()).contains("404");
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsATlsFailure() {
        try (ScriptedServer server = ScriptedServer.start(peer -> peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            URI uri = URI.create("wss://localhost:" + server.uri().getPort() + "/");
            LoadPlan plan =
                    LoadPlan.builder().clients(1).attempt().tls(Tls.trustAll()).plan();
            assertThat(failure(uri, plan).kind()).isEqualTo(FailureKind.TLS);
        }
    }

    @Test
    void aServerSilentWithinTlsIsAHandshakeTimeout() {
        try (ScriptedServer server = ScriptedServer.start(peer -> {})) {
            URI uri = URI.create("wss://localhost:" + server.uri().getPort() + "/");
            assertThat(failure(uri, impatient()).kind()).isEqualTo(FailureKind.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    void aFleetClosedEarlyCancelsWhatIsUnderWay() {
        LoadPlan plan = LoadPlan.builder().clients(3).attempt().plan();
        try (ScriptedServer server = ScriptedServer.start(peer -> peer.request())) {
            ClientFleet fleet = ClientFleet.start(server.uri(), plan);
            await().until(() -> server.accepted() == 3);
            fleet.close();
            assertThat(fleet.outcomes())
                    .extracting(outcome -> outcome.failure().kind())
                    .containsExactly(FailureKind.CANCELLED, FailureKind.CANCELLED, FailureKind.CANCELLED);
            assertThat(fleet.failed()).isEqualTo(3);
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static LoadPlan impatient() {
        return LoadPlan.builder()
                .clients(1)
                .attempt()
                .handshakeTimeout(Duration.ofMillis(300))
                .plan();
    }

    private static ConnectFailure failure(URI uri) {
        return failure(uri, LoadPlan.builder().clients(1).attempt().plan());
    }

    private static ConnectFailure failure(URI uri, LoadPlan plan) {
        try (ClientFleet fleet = ClientFleet.start(uri, plan)) {
            fleet.awaitConnected();
            assertThat(fleet.failed()).isEqualTo(1);
            ClientOutcome outcome = fleet.outcomes().get(0);
            assertThat(outcome.status()).isEqualTo(ClientOutcome.Status.FAILED);
            return outcome.failure();
        }
    }
}
