package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import io.undertow.websockets.WebSocketConnectionCallback;
import org.junit.jupiter.api.Test;

/** The first example of the README. */
@WsLoad(clients = 1000)
class QuickStartTest {
    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = new EchoCallback();

    @Test
    void everyMessageComesBack(WsFleet fleet) { // 1,000 clients are connected when the body starts
        fleet.run(echo().messages(10));

        assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
        System.out.println(fleet.summary());
    }
}
