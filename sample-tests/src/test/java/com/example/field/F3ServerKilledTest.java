package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.ABNORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.ServerCrash;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.ClosureKind;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import io.undertow.websockets.WebSocketConnectionCallback;
import org.junit.jupiter.api.Test;

/** F3: "unexpected EOF" on many connections at once; the server's process has died. */
class F3ServerKilledTest {
    private static final int CLIENTS = 50;

    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = new Echo();

    @Test
    void aKilledServerEndsEveryConnectionWithoutACloseFrame() {
        try (ChildJvm server = ChildJvm.running(EchoServer.class);
                WsFleet fleet = fleet(server)) {
            server.kill();

            assertEveryoneMeetsTheEndOfTheStream(fleet);
        }
    }

    @Test
    void aServerThatStaysUpClosesInOrder() {
        try (ChildJvm server = ChildJvm.running(EchoServer.class);
                WsFleet fleet = fleet(server)) {
            assertThat(fleet.open()).isEqualTo(CLIENTS);
            assertThat(fleet)
                    .deliveredEverything()
                    .closedExactlyWith(NORMAL_CLOSURE)
                    .closedCleanly();
        }
    }

    private static WsFleet fleet(ChildJvm server) {
        WsFleet fleet = WsFleet.to(EchoServer.uriOf(server)).clients(CLIENTS).connect();
        fleet.run(echo());
        return fleet;
    }

    @Test
    @WsLoad(clients = CLIENTS)
    @ServerCrash
    void theSameAsAFaultOfAHostedServer(WsFleet fleet) {
        assertEveryoneMeetsTheEndOfTheStream(fleet);
    }

    private static void assertEveryoneMeetsTheEndOfTheStream(WsFleet fleet) {
        await().until(fleet::open, open -> open == 0);

        assertThat(fleet.outcomes())
                .extracting(outcome -> ClosureKind.of(outcome.closure()))
                .containsOnly(new ClosureKind(ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.FIN, false));
    }
}
