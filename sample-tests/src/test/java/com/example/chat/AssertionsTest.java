package com.example.chat;

import static dev.wsload.assertions.WsAssertions.FLEET;
import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.assertions.WsAssertions.then;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.POLICY_VIOLATION;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.assertions.WsSoftAssertions;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.FleetView;
import dev.wsload.wire.CloseCode;
import org.junit.jupiter.api.Test;

/** What should be so, in AssertJ's style. */
@WsLoad(clients = 50, path = "/echo")
class AssertionsTest {
    @WsHosted("/echo")
    static final EchoCallback ECHO = new EchoCallback();

    @WsHosted("/moody")
    static final MoodyCallback MOODY = new MoodyCallback();

    @Test
    void allAtOnce(WsFleet fleet) {
        fleet.run(echo());

        assertThat(fleet).allConnected().hasNoFailures();
        assertThat(fleet).lostNothing().duplicatedNothing().reorderedNothing();
        assertThat(fleet).corruptedNothing().crossedNothing();
        assertThat(fleet).deliveredEverything(); // all five of these, and nothing after a close frame
        assertThat(fleet).latency().p99().isAtMost(ofSeconds(20));
        assertThat(fleet).handshakeLatency().max().isAtMost(ofSeconds(60));
        assertThat(fleet).hasOpenWithin(50, ofSeconds(20)).receivesWithin(50, ofSeconds(20)); // waits for it
        assertThat(fleet).closedExactlyWith(NORMAL_CLOSURE).closedCleanly().hasNoUnexpectedClose();
    }

    @Test
    void inOtherStyles(WsFleet fleet) {
        fleet.run(echo());

        WsSoftAssertions.assertSoftly(softly -> {
            softly.assertThat(fleet).lostNothing();
            softly.assertThat(fleet).closedOnlyWith(NORMAL_CLOSURE);
        });

        then(fleet).as("after the echo").deliveredEverything();

        Object something = fleet;
        assertThat(something).asInstanceOf(FLEET).lostNothing();
        assertThat(fleet).isInstanceOf(FleetView.class);
    }

    @Test
    @WsLoad(clients = 50, path = "/moody")
    void closeCodes(WsFleet fleet) {
        fleet.send(client -> client < 20, "4001"); // this server closes with whatever code it is told
        fleet.send(client -> client >= 20, "1008");
        await().until(() -> fleet.open() == 0);

        assertThat(fleet).closedOnlyWith(CloseCode.of(4001), POLICY_VIOLATION).closedWithNoneOf(NORMAL_CLOSURE);
    }

    @Test
    @WsLoad(clients = 50, path = "/moody")
    void expectedErrors(WsFleet fleet) {
        fleet.expectError(IllegalStateException.class);
        fleet.send(client -> client < 5, "throw");
        fleet.sendToAll("1000");
        await().until(() -> fleet.open() == 0);
        assertThat(fleet).hasNoFailures();
    }
}
