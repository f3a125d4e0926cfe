package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.ABNORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.INVALID_PAYLOAD_DATA;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.PROTOCOL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.ConcurrentServerWriters;
import dev.wsload.fault.ConcurrentWriters;
import dev.wsload.harness.WsFleet;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several writers share a connection without a lock, and their frames get into each other, on either side. */
@WsLoad(clients = 10, path = "/echo")
class F10ConcurrentWritersTest {
    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = sendingBack(1);

    @WsHosted("/bursts")
    static final WebSocketConnectionCallback BURSTS = sendingBack(5);

    private static WebSocketConnectionCallback sendingBack(int atOnce) {
        return (exchange, channel) -> {
            channel.getReceiveSetter().set(new SendingBack(atOnce));
            channel.resumeReceives();
        };
    }

    /** Sends messages back, so many in one go. */
    private static final class SendingBack extends AbstractReceiveListener {
        private final int atOnce;
        private final List<String> kept = new ArrayList<>();

        private SendingBack(int atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            kept.add(message.getData());
            if (kept.size() == atOnce) {
                kept.forEach(text -> WebSockets.sendText(text, channel, null));
                kept.clear();
            }
        }
    }

    @Test
    @ConcurrentWriters(value = 4, count = 3, afterMessages = 2)
    void theServerRefusesGarbledFramesAndServesTheOthers(WsFleet fleet) {
        fleet.run(echo().messages(5));

        assertThat(fleet).healthyClients().deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
        assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        assertThat(fleet.outcomes())
                .filteredOn(outcome -> !fleet.faults().isHealthy(outcome.client()))
                .extracting(outcome -> outcome.closure().code())
                .hasSize(3)
                .isSubsetOf(PROTOCOL_ERROR, INVALID_PAYLOAD_DATA, ABNORMAL_CLOSURE);
    }

    @Test
    @ConcurrentWriters(value = 4, count = 3, afterMessages = 2, locked = true)
    void aLockKeepsTheClientsFramesWhole(WsFleet fleet) {
        fleet.run(echo().messages(5));

        assertThat(fleet).faultyClients().wereAllStruck();
        assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
    }

    @Test
    @WsLoad(clients = 10, path = "/bursts")
    @ConcurrentServerWriters(2)
    void clientsRefuseWhatTheServersWritersGarble(WsFleet fleet) {
        fleet.run(echo().messages(5).window(5));

        assertThat(fleet.delivery().lost()).isPositive();
        assertThat(fleet).faultyClients().wereAllStruck();
        assertThat(fleet).closedWithNoneOf(NORMAL_CLOSURE);
        assertThat(fleet.outcomes())
                .allSatisfy(outcome -> assertThat(outcome.closure().violation()).isPresent());
    }

    @Test
    @WsLoad(clients = 10, path = "/bursts")
    void aSingleWriterOfTheServerGarblesNothing(WsFleet fleet) {
        fleet.run(echo().messages(5).window(5));

        assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
    }
}
