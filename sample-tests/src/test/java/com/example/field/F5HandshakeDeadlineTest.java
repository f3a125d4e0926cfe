package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.ConnectMode.ATTEMPT;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.HandshakeDeadline;
import dev.wsload.fault.ShortHandshakeTimeout;
import dev.wsload.fault.SlowUpgrade;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.FailureKind;
import io.undertow.websockets.WebSocketConnectionCallback;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** F5: timeouts and resets in the handshake; upgrades wait for each other longer than either side has patience. */
@WsLoad(clients = F5HandshakeDeadlineTest.CLIENTS, connect = ATTEMPT)
class F5HandshakeDeadlineTest {
    static final int CLIENTS = 25;

    private static final String UPGRADE = "100 ms";
    private static final String PATIENCE = "1500 ms";

    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = new Echo();

    @Test
    @SlowUpgrade(value = UPGRADE, inTurn = true)
    @ShortHandshakeTimeout(PATIENCE)
    void clientsWithoutPatienceSeeATimeout(WsFleet fleet) {
        assertSomeSee(FailureKind.HANDSHAKE_TIMEOUT, fleet);
    }

    @Test
    @SlowUpgrade(value = UPGRADE, inTurn = true)
    @HandshakeDeadline(PATIENCE)
    void clientsOfAServerWithoutPatienceSeeAReset(WsFleet fleet) {
        assertSomeSee(FailureKind.RESET, fleet);
    }

    @Test
    @WsLoad(clients = 10)
    @SlowUpgrade(value = UPGRADE, inTurn = true)
    void morePatienceLetsEveryoneInAndHidesThatTheyQueue(WsFleet fleet) {
        assertThat(fleet).allConnected();
        assertThat(fleet.handshakeLatency().max()).isGreaterThanOrEqualTo(Duration.ofMillis(10 * 100));
    }

    @Test
    @WsLoad(clients = CLIENTS, rampUp = "2500 ms")
    @SlowUpgrade(value = UPGRADE, inTurn = true)
    @ShortHandshakeTimeout(PATIENCE)
    @HandshakeDeadline(PATIENCE)
    void aRampUpGetsEveryoneInInTime(WsFleet fleet) {
        assertEveryoneIsServed(fleet);
    }

    @Test
    @WsLoad(clients = CLIENTS)
    @SlowUpgrade(UPGRADE)
    @ShortHandshakeTimeout(PATIENCE)
    @HandshakeDeadline(PATIENCE)
    void upgradesWithoutAGlobalLockGetEveryoneInInTime(WsFleet fleet) {
        assertEveryoneIsServed(fleet);
    }

    private static void assertSomeSee(FailureKind kind, WsFleet fleet) {
        assertThat(fleet.outcomes())
                .filteredOn(outcome -> outcome.failure() != null)
                .extracting(outcome -> outcome.failure().kind())
                .containsOnly(kind);
        assertThat(fleet).faultyClients().endedAsInjected();
    }

    private static void assertEveryoneIsServed(WsFleet fleet) {
        fleet.run(echo());

        assertThat(fleet).allConnected().deliveredEverything();
    }
}
