package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.fault.ThunderingLeave.Manner.RESET;
import static dev.wsload.plan.Workloads.churn;
import static dev.wsload.plan.Workloads.fanOut;
import static java.time.Duration.ofSeconds;

import dev.wsload.WsConnectedWhen;
import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.ThunderingLeave;
import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The list of clients, seen from outside. Alone, as it looks at the whole JVM. */
@Isolated
@WsLoad(clients = 100, holdFaults = true)
class ClientListOverSocketsTest {
    @WsHosted("/chat")
    final ChatRoom room = new ChatRoom();

    @WsConnectedWhen
    int registered() {
        return room.size();
    }

    @Test
    @ThunderingLeave(after = "500 ms", share = 0.3)
    @ThunderingLeave(value = RESET, after = "500 ms", share = 0.2)
    void nobodyAliveIsMissedAndNobodyDeadIsKept(WsFleet fleet) {
        fleet.run(churn().senders(4).leaving(0.8).rate(600).during("2 s"));
        fleet.releaseFaults();
        fleet.run(fanOut().senders(4).rate(400).during("1 s"));

        assertThat(fleet).healthyClients().deliveredEverything();
        assertThat(fleet).endpoint().recoversWithin(ofSeconds(10));
    }
}
