package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.wire.CloseCode.ABNORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.NO_STATUS_RECEIVED;
import static dev.wsload.wire.CloseCode.POLICY_VIOLATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.EmptyClose;
import dev.wsload.fault.ForbiddenCloseFrame;
import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.ServerCrash;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.FleetError;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** No status (1005), no close frame (1006) and codes that were sent are three different things. */
@WsLoad(clients = 10)
class F15CloseCodesMixedUpTest {
    @WsHosted("/bye")
    static final WebSocketConnectionCallback BYE = (exchange, channel) -> {
        channel.getReceiveSetter().set(new Bye());
        channel.resumeReceives();
    };

    /** Closes with the code that it is told, and without one in the end if it is told no code. */
    private static final class Bye extends AbstractReceiveListener {
        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) throws IOException {
            try {
                WebSockets.sendClose(Integer.parseInt(message.getData()), "bye", channel, null);
            } finally {
                if (!channel.isCloseFrameSent()) {
                    channel.sendClose();
                }
            }
        }
    }

    @Test
    @EmptyClose
    void aCloseFrameWithoutAStatusIs1005(WsFleet fleet) {
        awaitTheEnd(fleet);

        assertThat(fleet).closedExactlyWith(NO_STATUS_RECEIVED);
        assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
    }

    @Test
    @ServerCrash
    void aServerThatDiesLeaves1006(WsFleet fleet) {
        awaitTheEnd(fleet);

        assertThat(fleet).closedExactlyWith(ABNORMAL_CLOSURE);
        assertThat(fleet.outcomes())
                .extracting(outcome -> outcome.closure().initiator())
                .containsOnly(Initiator.NOBODY);
    }

    @Test
    @ForbiddenCloseFrame(1006)
    void a1006InAFrameBreaksTheProtocol(WsFleet fleet) {
        awaitTheEnd(fleet);

        assertThat(fleet.outcomes())
                .extracting(outcome -> outcome.closure().violation())
                .allSatisfy(violation -> assertThat(violation)
                        .hasValueSatisfying(rule -> assertThat(rule).contains("1006")));
    }

    @Test
    @EmptyClose(clients = 0)
    @ResetPeer(clients = 1)
    @ForbiddenCloseFrame(value = 1006, clients = 2)
    void everyEndKeepsItsName(WsFleet fleet) {
        fleet.send(client -> client == 3, "1008");
        fleet.send(client -> client == 4, "4001");
        fleet.send(client -> client > 4, "1000");
        awaitTheEnd(fleet);

        assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        assertThat(fleet.outcomes().subList(0, 6))
                .extracting(ClientOutcome::closure)
                .extracting(Closure::code, Closure::initiator, closure -> closure.violation()
                        .isPresent())
                .containsExactly(
                        tuple(NO_STATUS_RECEIVED, Initiator.SERVER, false),
                        tuple(ABNORMAL_CLOSURE, Initiator.NOBODY, false),
                        tuple(ABNORMAL_CLOSURE, Initiator.CLIENT, true),
                        tuple(POLICY_VIOLATION, Initiator.SERVER, false),
                        tuple(CloseCode.of(4001), Initiator.SERVER, false),
                        tuple(NORMAL_CLOSURE, Initiator.SERVER, false));
    }

    @Test
    void aServerThatMeansToCloseWith1006BreaksTheProtocol(WsFleet fleet) {
        fleet.sendToAll("1006");
        awaitTheEnd(fleet);

        assertThat(fleet.outcomes())
                .allSatisfy(outcome -> assertThat(outcome.closure().violation()).isPresent());
    }

    @Test
    void aServerThatFailsToSendItsCodeIsSeenWith1005(WsFleet fleet) {
        fleet.sendToAll("no code");
        awaitTheEnd(fleet);

        assertThat(fleet).closedExactlyWith(NO_STATUS_RECEIVED);
        assertThat(fleet.errors()).extracting(FleetError::origin).hasSize(10).containsOnly(FleetError.Origin.ENDPOINT);
        fleet.expectError(NumberFormatException.class);
    }

    @Test
    void aServerThatSaysGoodbyeClosesWith1000(WsFleet fleet) {
        fleet.sendToAll("1000");
        awaitTheEnd(fleet);

        assertThat(fleet)
                .closedOnlyWith(NORMAL_CLOSURE)
                .closedCleanly()
                .hasNoUnexpectedClose()
                .hasNoFailures();
    }

    private static void awaitTheEnd(WsFleet fleet) {
        await().until(() -> fleet.outcomes().stream().allMatch(outcome -> outcome.status() == Status.CLOSED));
    }
}
