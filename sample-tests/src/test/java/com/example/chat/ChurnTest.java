package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.churn;

import dev.wsload.WsConnectedWhen;
import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;

/** Half of the clients leave and join while one talks to everyone. */
@WsLoad(clients = 100)
class ChurnTest {
    @WsHosted("/chat")
    private final ChatRoom room = new ChatRoom();

    @WsConnectedWhen
    int registered() {
        return room.size();
    }

    @Test
    void whoStaysHearsEverything(WsFleet fleet) {
        fleet.run(churn().leaving(0.5).rate(100).during("3 s"));

        assertThat(fleet).lostNothing().crossedNothing();
    }
}
