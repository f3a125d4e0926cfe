package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Opened + failed = N, whatever the server does: no client is ever forgotten between the two. */
class OpenedPlusFailedTests {
    @Test
    void againstASilentServer() {
        try (ScriptedServer server = ScriptedServer.start(peer -> {})) {
            assertThat(failures(server.uri(), 200, Duration.ofMillis(500)))
                    .containsExactly(FailureKind.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    void againstAPortThatRefuses() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(failures(URI.create("ws://localhost:" + port + "/"), 1000, Duration.ofSeconds(5)))
                .containsExactly(FailureKind.REFUSED);
    }

    @Test
    void againstAServerThatAnswersEveryOtherClient() {
        AtomicInteger number = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    if (number.getAndIncrement() % 2 == 0) {
                        peer.accept();
                    }
                });
                ClientFleet fleet = ClientFleet.start(server.uri(), plan(200, Duration.ofSeconds(1)))) {
            fleet.awaitConnected();
            assertThat(fleet.opened()).isEqualTo(100);
            assertThat(fleet.failed()).isEqualTo(100);
        }
    }

    @Test
    void againstAServerThatDiesInTheMiddleOfTheHandshakes() {
        AtomicInteger number = new AtomicInteger();
        ScriptedServer[] self = new ScriptedServer[1];
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            peer.request();
            int arrival = number.incrementAndGet();
            if (arrival < 100) {
                peer.accept();
            } else if (arrival == 100) {
                self[0].crash();
            }
        })) {
            self[0] = server;
            LoadPlan plan = plan(500, Duration.ofSeconds(5));
            try (ClientFleet fleet = ClientFleet.start(server.uri(), plan)) {
                fleet.awaitConnected();
                assertThat(fleet.opened() + fleet.failed()).isEqualTo(500);
                assertThat(fleet.failed()).isGreaterThan(400);
                assertThat(kinds(fleet))
                        .isSubsetOf(EnumSet.of(FailureKind.REFUSED, FailureKind.RESET, FailureKind.EOF));
            }
        }
    }

    private static Set<FailureKind> failures(URI uri, int clients, Duration handshakeTimeout) {
        try (ClientFleet fleet = ClientFleet.start(uri, plan(clients, handshakeTimeout))) {
            fleet.awaitConnected();
            assertThat(fleet.opened()).isZero();
            assertThat(fleet.failed()).isEqualTo(clients);
            return kinds(fleet);
        }
    }

    private static LoadPlan plan(int clients, Duration handshakeTimeout) {
        return LoadPlan.builder()
                .clients(clients)
                .attempt()
                .handshakeTimeout(handshakeTimeout)
                .closeTimeout(Duration.ofMillis(500))
                .plan();
    }

    private static Set<FailureKind> kinds(ClientFleet fleet) {
        List<ClientOutcome> outcomes = fleet.outcomes();
        return outcomes.stream()
                .filter(outcome -> outcome.failure() != null)
                .map(outcome -> outcome.failure().kind())
                .collect(Collectors.toSet());
    }
}
