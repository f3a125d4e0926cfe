package com.example.external;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import dev.wsload.plan.TooSmall;
import io.undertow.websockets.WebSocketConnectionCallback;
import org.junit.jupiter.api.Test;

/** Nine thousand clients and their hosted server in one JVM: 18,000 descriptors. */
@WsLoad(clients = 9_000, tooSmall = TooSmall.SKIP)
class NineThousandInOneJvmTest {
    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = EchoProcess.echo();

    @Test
    void everyMessageComesBack(WsFleet fleet) {
        fleet.run(echo().messages(10));

        assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
    }
}
