package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import io.undertow.websockets.WebSocketConnectionCallback;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;

/** A load with a name of its own. */
class MetaAnnotationTest {
    @WsLoad(clients = 300, rampUp = "1 s", keepAlive = "5 s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface RushHour {}

    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = new EchoCallback();

    @Test
    @RushHour
    void standsTheRushHour(WsFleet fleet) {
        fleet.run(echo());

        assertThat(fleet).allConnected().deliveredEverything();
    }
}
