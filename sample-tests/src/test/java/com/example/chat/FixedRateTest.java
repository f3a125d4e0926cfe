package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import io.undertow.websockets.WebSocketConnectionCallback;
import org.junit.jupiter.api.Test;

/** Latency at a fixed rate, judged against the same run's client that was alone. */
@WsLoad(clients = 200)
class FixedRateTest {
    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = new EchoCallback();

    @Test
    void staysFastAtAFixedRate(WsFleet fleet) {
        fleet.run(echo().rate(1000).during("3 s").size(64));

        assertThat(fleet).latency().p50().isAtMost(20).timesTheUnloaded();
    }
}
