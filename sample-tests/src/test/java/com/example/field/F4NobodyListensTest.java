package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.result.FailureKind.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.ServerCrash;
import dev.wsload.harness.FleetNotConnectedError;
import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import io.undertow.websockets.WebSocketConnectionCallback;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** F4: "connection refused"; nothing listens any more, for the server has died. */
class F4NobodyListensTest {
    private static final int CLIENTS = 50;

    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = new Echo();

    @Test
    void onceTheServerIsKilledEveryoneIsRefused() {
        try (ChildJvm server = ChildJvm.running(EchoServer.class)) {
            URI uri = EchoServer.uriOf(server);
            server.kill();

            assertEveryoneIsRefused(uri);
        }
    }

    @Test
    void aFleetThatMustConnectSaysSo() {
        try (ChildJvm server = ChildJvm.running(EchoServer.class)) {
            WsFleetBuilder fleet = WsFleet.to(EchoServer.uriOf(server)).clients(CLIENTS);
            server.kill();

            assertThatThrownBy(fleet::connect)
                    .isInstanceOf(FleetNotConnectedError.class)
                    .hasMessageContaining("50 of 50 clients could not connect")
                    .hasMessageContaining("connection refused");
        }
    }

    @Test
    void whereTheServerListensEveryoneConnects() {
        try (ChildJvm server = ChildJvm.running(EchoServer.class);
                WsFleet fleet =
                        WsFleet.to(EchoServer.uriOf(server)).clients(CLIENTS).connect()) {
            assertThat(fleet).allConnected();
        }
    }

    @Test
    @WsLoad(clients = CLIENTS)
    @ServerCrash
    void theSameAsAFaultOfAHostedServer(WsFleet fleet) {
        await().until(fleet::open, open -> open == 0);

        assertEveryoneIsRefused(fleet.uri());
    }

    private static void assertEveryoneIsRefused(URI uri) {
        try (WsFleet late = WsFleet.to(uri).clients(CLIENTS).attempt().connect()) {
            assertThat(late.outcomes())
                    .extracting(outcome -> outcome.failure().kind())
                    .containsOnly(REFUSED);
        }
    }
}
