package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.plan.Workloads.fanOut;
import static dev.wsload.plan.Workloads.idle;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.WorkloadResult;
import org.junit.jupiter.api.Test;

/** The ready workloads and their settings. */
@WsLoad(clients = 50)
class WorkloadsTest {
    @WsHosted("/room")
    final ChatRoom room = new ChatRoom();

    @WsHosted("/echo")
    final EchoCallback echo = new EchoCallback();

    @Test
    @WsLoad(clients = 50, path = "/echo")
    void echoWorkload(WsFleet fleet) {
        fleet.run(echo().messages(20).size(128).window(4)); // each client: 20 messages, 4 in flight
        fleet.run(echo().during("1 s")); // as many as come back
        fleet.run(echo().rate(500).during("1 s")); // 500 a second over all clients, whether or not replies come

        assertThat(fleet).deliveredEverything();
    }

    @Test
    @WsLoad(clients = 50, path = "/room")
    void fanOutWorkload(WsFleet fleet) {
        fleet.run(fanOut().senders(5).messages(10)); // each of 50 clients is owed 5 x 10 messages
        fleet.run(fanOut().rate(100).during("1 s"));

        assertThat(fleet).deliveredEverything();
    }

    @Test
    @WsLoad(clients = 50, path = "/echo")
    void idleWorkload(WsFleet fleet) {
        fleet.run(idle().during("1 s"));

        assertThat(fleet).hasOpenWithin(50, ofSeconds(1)).hasNoUnexpectedClose();
    }

    @Test
    @WsLoad(clients = 50, path = "/echo")
    void aResultCanBeRead(WsFleet fleet) {
        WorkloadResult result = fleet.run(echo());

        assertThat(result.delivery().owed()).isEqualTo(50 * 10);
        assertThat(result.latency().p999()).isLessThan(result.elapsed());
    }
}
