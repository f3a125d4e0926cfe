package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.harness.WsFleet;
import dev.wsload.result.FailureKind;
import dev.wsload.testkit.ScriptedServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What faults of the opening handshake look like from the other side. */
@Timeout(60)
class HandshakeFaultTests {
    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(
                        new MissingHeader.Omission("sec-websocket-key"), "(?is)(?!.*sec-websocket-key:).*\r\n\r\n"),
                Arguments.of(new MissingHeader.Omission("Upgrade"), "(?is)(?!.*\r\nupgrade:).*\r\n\r\n"),
                Arguments.of(
                        new WrongHeader.Lie("Upgrade", "h2c"),
                        "(?is)(?!.*upgrade: websocket).*\r\nUpgrade: h2c\r\n.*\r\n\r\n"),
                Arguments.of(new WrongHeader.Lie("X-New", "$1"), "(?is).*\r\nX-New: \\$1\r\n.*\r\n\r\n"),
                Arguments.of(new WrongVersion.Version(7), "(?is).*\r\nSec-WebSocket-Version: 7\r\n.*\r\n\r\n"),
                Arguments.of(new OversizedHeaders.Length(20_000), "(?is).*\r\nX-Oversized: x{20000}\r\n.*\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void theServerReadsAnotherRequest(Fault fault, String expected) {
        Queue<String> requests = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    requests.add(peer.request());
                    peer.answer("HTTP/1.1 400 Bad Request");
                });
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(1)
                        .fault(fault, Victims.all(), When.inHandshake())
                        .connect()) {
            assertThat(requests).singleElement().asString().matches(expected);
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @Test
    void anUnfinishedRequestHasNoEnd() {
        assertThat(readUntilTheClientGivesUp(new UnfinishedRequest.Half()))
                .startsWith("G")
                .doesNotContain("\r\n\r\n");
    }

    @Test
    void aSilentClientSendsNothing() {
        assertThat(readUntilTheClientGivesUp(new SilentConnect.Silence())).isEmpty();
    }

    private static String readUntilTheClientGivesUp(Fault fault) {
        Queue<String> read = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    StringBuilder all = new StringBuilder();
                    InputStream in = peer.input();
                    try {
                        for (int next = in.read(); next >= 0; next = in.read()) {
                            all.append((char) next);
                        }
                    } finally {
                        read.add(all.toString());
                    }
                });
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(1)
                        .handshakeTimeout(Duration.ofMillis(200))
                        .fault(fault, Victims.all(), When.inHandshake())
                        .connect()) {
            assertThat(fleet.outcomes().get(0).failure().kind()).isEqualTo(FailureKind.HANDSHAKE_TIMEOUT);
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
            Awaitility.await().until(() -> !read.isEmpty());
            return read.element();
        }
    }

    @Test
    void aShortTimeoutEndsAConnectionThatTheServerWouldHaveUpgraded() {
        Queue<String> ends = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.request();
                    try {
                        peer.readToEnd();
                        ends.add("FIN");
                    } catch (IOException e) {
                        ends.add(e.getMessage());
                    }
                });
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(3)
                        .attempt()
                        .handshakeTimeout(Duration.ofSeconds(30))
                        .fault(new ShortHandshakeTimeout.Hurry(Duration.ofMillis(100)), Victims.all(), When.atConnect())
                        .connect()) {
            assertThat(fleet.outcomes())
                    .allSatisfy(
                            outcome -> assertThat(outcome.failure().detail()).contains("100 ms"));
            Awaitility.await().until(() -> ends.size() == 3);
        }
    }

    @Test
    void aSlowRequestComesByteByByteAndTheClientIsFastOnceOpen() {
        Queue<Long> pieces = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    long reads = 0;
                    InputStream in = peer.input();
                    StringBuilder head = new StringBuilder();
                    while (head.indexOf("\r\n\r\n") < 0) {
                        byte[] most = in.readNBytes(1);
                        if (most.length == 0) {
                            throw new EOFException();
                        }
                        reads += in.available() == 0 ? 1 : 0;
                        head.append((char) most[0]);
                    }
                    pieces.add(reads * 1_000 + head.length());
                    peer.resume(head.toString());
                    peer.accept();
                    peer.echoToEnd();
                });
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(1)
                        .fault(new SlowRequest.Drip(Duration.ofMillis(1)), Victims.all(), When.inHandshake())
                        .connect()) {
            assertThat(fleet.opened()).isEqualTo(1);
            long length = pieces.element() % 1_000;
            assertThat(pieces.element() / 1_000)
                    .as("pieces of %s bytes", length)
                    .isGreaterThan(length / 2);
            assertThat(fleet).faultyClients().endedAsInjected();
        }
    }
}
