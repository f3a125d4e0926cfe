package com.example.external;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.fanOut;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsLoad;
import dev.wsload.WsUri;
import dev.wsload.harness.WsFleet;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Jakarta chat on Tomcat in a JVM of its own: 10 talk, and 1,000 must hear every message. */
@WsLoad(clients = 1_000)
class ExternalTomcatChatTest {
    @RegisterExtension
    static final ExternalServer SERVER = ExternalServer.of(TomcatProcess.class);

    @WsUri
    static URI uri() {
        return SERVER.uri("/chat");
    }

    @Test
    void everyoneHearsEveryMessage(WsFleet fleet) {
        fleet.pingAll(); // Tomcat adds a session to the open ones after the handshake's answer, but before it reads
        // from it
        await().until(fleet::pongsReceived, pongs -> pongs == fleet.clients());

        fleet.run(fanOut().senders(10).messages(5));

        assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
    }
}
