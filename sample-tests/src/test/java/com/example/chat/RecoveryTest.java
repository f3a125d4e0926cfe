package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.fanOut;
import static java.time.Duration.ofSeconds;

import dev.wsload.WsConnectedWhen;
import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.EmptyClose;
import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.SlowReader;
import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is left of a fault: in the endpoint, and on the clients that were spared. Alone, as it looks at the whole JVM. */
@Isolated
@WsLoad(clients = 200, settleTime = "1 s")
class RecoveryTest {
    @WsHosted("/chat")
    final ChatRoom room = new ChatRoom();

    @WsConnectedWhen
    int members() {
        return room.size();
    }

    @Test
    @ResetPeer(afterMessages = 10, share = 0.10)
    @EmptyClose(afterMessages = 10, share = 0.05)
    void theEndpointRecovers(WsFleet fleet) {
        fleet.run(fanOut().senders(10).messages(20));

        assertThat(fleet).endpoint().recoversWithin(ofSeconds(10));
        assertThat(fleet).abnormalEndsAreExplained();
    }

    @Test
    @WsLoad(clients = 200, settleTime = "1 s", holdFaults = true)
    @SlowReader(share = 0.05)
    void slowReadersSlowNobodyElse(WsFleet fleet) {
        fleet.run(fanOut().senders(10).messages(20));
        fleet.releaseFaults();
        fleet.run(fanOut().senders(10).messages(20));

        assertThat(fleet).healthyClients().latency().p50().isAtMost(20).timesTheFaultFree();
    }
}
