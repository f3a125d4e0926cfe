package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.client.Within.within;
import static dev.wsload.fault.StaleDeadline.Side.CLIENT;
import static dev.wsload.fault.StaleDeadline.Work.WRITES;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.ABNORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.GOING_AWAY;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.NO_STATUS_RECEIVED;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsLoad;
import dev.wsload.client.Within;
import dev.wsload.fault.IdleTimeout;
import dev.wsload.fault.StaleDeadline;
import dev.wsload.harness.WsFleet;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Initiator;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A deadline is set once and never renewed: connections end at the same age, busy as they are. */
@WsLoad(clients = 4, endpoint = F14StaleDeadlineTest.Echo.class)
class F14StaleDeadlineTest {
    private static final Within SOON = within(ofSeconds(20));

    /** Sends back what comes. */
    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String echo(String words) {
            return words;
        }
    }

    @Test
    @StaleDeadline("1 s")
    void busyClientsAreClosedWithoutAStatusAtTheDeadline(WsFleet fleet) {
        assertThatTheBusyEndAt(ofSeconds(1), fleet, NO_STATUS_RECEIVED, Initiator.SERVER);
    }

    @Test
    @StaleDeadline(value = "300 ms", of = WRITES)
    void aStaleDeadlineOfWritesLeavesNoCloseFrame(WsFleet fleet) {
        assertThatTheBusyEndAt(ofMillis(300), fleet, ABNORMAL_CLOSURE, Initiator.NOBODY);
    }

    @Test
    @StaleDeadline(value = "300 ms", on = CLIENT)
    void aClientWithAStaleDeadlineDropsItsConnection(WsFleet fleet) {
        assertThatTheBusyEndAt(ofMillis(300), fleet, ABNORMAL_CLOSURE, Initiator.NOBODY);
    }

    @Test
    @StaleDeadline(value = "300 ms", on = CLIENT, of = WRITES)
    void aClientWithAStaleDeadlineOfWritesDropsItsConnectionToo(WsFleet fleet) {
        assertThatTheBusyEndAt(ofMillis(300), fleet, ABNORMAL_CLOSURE, Initiator.NOBODY);
    }

    private static void assertThatTheBusyEndAt(Duration age, WsFleet fleet, CloseCode code, Initiator initiator) {
        fleet.run(echo().during("20 s")); // it ends with the last connection

        assertThat(fleet).closedExactlyWith(code);
        assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        assertThat(fleet.outcomes()).allSatisfy(outcome -> {
            assertThat(outcome.closure().initiator()).isEqualTo(initiator);
            assertThat(outcome.handshake().plus(outcome.age())).isGreaterThanOrEqualTo(age);
        });
    }

    @Test
    void withoutADeadlineTheSameClientsStay(WsFleet fleet) {
        fleet.run(echo().during("1500 ms"));

        assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
    }

    @Test
    @IdleTimeout("2 s")
    void aDeadlineThatIsRenewedSparesTheBusy(WsFleet fleet) {
        fleet.run(client -> {
            while (client.index() > 0 && fleet.client(0).isOpen()) {
                client.send("busy");
                client.expect("busy", SOON);
            }
        });

        assertThat(fleet.client(0).awaitClosure(SOON).code()).isEqualTo(GOING_AWAY);
        assertThat(fleet.open()).isEqualTo(3);
    }
}
