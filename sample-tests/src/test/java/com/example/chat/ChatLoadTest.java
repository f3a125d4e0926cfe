package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.fanOut;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;

import dev.wsload.WsConnectedWhen;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;

/** A Jakarta endpoint, hosted; everyone hears everyone. */
@WsLoad(clients = 500, endpoint = ChatEndpoint.class)
class ChatLoadTest {
    @WsConnectedWhen
    int registered() {
        return ChatEndpoint.members();
    }

    @Test
    void everyoneHearsEveryMessage(WsFleet fleet) {
        fleet.run(fanOut().senders(10).messages(10));

        assertThat(fleet).lostNothing().closedOnlyWith(NORMAL_CLOSURE);
    }
}
