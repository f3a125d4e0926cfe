package com.example.external;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;

import dev.wsload.WsLoad;
import dev.wsload.WsUri;
import dev.wsload.harness.WsFleet;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tomcat in a JVM of its own. */
@WsLoad(clients = 1_000)
class ExternalTomcatTest {
    @RegisterExtension
    static final ExternalServer SERVER = ExternalServer.of(TomcatProcess.class);

    @WsUri
    static URI uri() {
        return SERVER.uri("/echo");
    }

    @Test
    void everyMessageComesBack(WsFleet fleet) {
        fleet.run(echo().messages(10));

        assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
    }
}
