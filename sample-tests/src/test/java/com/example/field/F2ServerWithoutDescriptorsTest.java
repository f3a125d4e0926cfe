package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.ConnectMode.ATTEMPT;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.AcceptLimit;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.FailureKind;
import io.undertow.websockets.WebSocketConnectionCallback;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** F2: newcomers stall while old clients are served; the server accepts nobody, for it has no file descriptor left. */
class F2ServerWithoutDescriptorsTest {
    private static final int EARLY = 20;
    private static final int CROWD = 120;
    private static final int TOO_FEW = 128;
    private static final int ENOUGH = 4096;

    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = new Echo();

    @Test
    void aServerWithoutDescriptorsLetsNewcomersStallAndServesTheRest() {
        try (ChildJvm server = ChildJvm.limitedTo(TOO_FEW, EchoServer.class);
                WsFleet early = early(EchoServer.uriOf(server));
                WsFleet crowd = crowd(early.uri())) {
            assertThat(crowd.failed()).isGreaterThanOrEqualTo(EARLY + CROWD - TOO_FEW);
            assertOnlyStalled(crowd);
            server.awaitLine("Too many open files");

            early.run(echo());
            assertThat(early).deliveredEverything();
        }
    }

    @Test
    void withAHigherLimitEveryoneIsServed() {
        try (ChildJvm server = ChildJvm.limitedTo(ENOUGH, EchoServer.class);
                WsFleet early = early(EchoServer.uriOf(server));
                WsFleet crowd = crowd(early.uri())) {
            assertThat(crowd).allConnected();

            early.run(echo());
            crowd.run(echo());
            assertThat(early).deliveredEverything();
            assertThat(crowd).deliveredEverything();
        }
    }

    private static WsFleet early(URI uri) {
        WsFleet early = WsFleet.to(uri).clients(EARLY).connect();
        early.run(echo());
        return early;
    }

    private static WsFleet crowd(URI uri) {
        return WsFleet.to(uri)
                .clients(CROWD)
                .attempt()
                .connectTimeout(Duration.ofSeconds(2))
                .handshakeTimeout(Duration.ofSeconds(2))
                .connect();
    }

    @Test
    @WsLoad(clients = 40, connect = ATTEMPT, handshakeTimeout = "2 s")
    @AcceptLimit(20)
    void theSameAsAFaultOfAHostedServer(WsFleet fleet) {
        assertThat(fleet.opened()).isLessThanOrEqualTo(20);
        assertOnlyStalled(fleet);

        fleet.run(echo());
        assertThat(fleet).deliveredEverything();
    }

    private static void assertOnlyStalled(WsFleet fleet) {
        assertThat(fleet.outcomes())
                .filteredOn(outcome -> outcome.failure() != null)
                .extracting(outcome -> outcome.failure().kind())
                .isNotEmpty()
                .isSubsetOf(FailureKind.HANDSHAKE_TIMEOUT, FailureKind.CONNECT_TIMEOUT);
    }
}
