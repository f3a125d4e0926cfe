package com.example.chat;

import static dev.wsload.plan.Workloads.churn;
import static dev.wsload.plan.Workloads.fanOut;

import dev.wsload.RaceCheck;
import dev.wsload.WsConnectedWhen;
import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whether threads of the chat room race each other while clients come, talk and go. Alone, for all of the package is watched. */
@Isolated
@WsLoad(clients = 8, settleTime = "500 ms")
@RaceCheck(packages = "com.example.chat")
class ChatRaceTest {
    @WsHosted("/chat")
    final ChatRoom room = new ChatRoom();

    @WsConnectedWhen
    int registered() {
        return room.size();
    }

    @Test
    void nothingRaces(WsFleet fleet) {
        fleet.run(fanOut().senders(8).messages(60));
        fleet.run(churn().senders(2).leaving(0.5).during("2 s"));
    }
}
