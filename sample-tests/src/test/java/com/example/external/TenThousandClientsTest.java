package com.example.external;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;

import dev.wsload.WsLoad;
import dev.wsload.WsUri;
import dev.wsload.harness.WsFleet;
import dev.wsload.plan.TooSmall;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ten thousand clients and a server process of its own: each needs a descriptor a client. */
@WsLoad(clients = 10_000, tooSmall = TooSmall.SKIP)
class TenThousandClientsTest {
    @RegisterExtension
    static final ExternalServer SERVER = ExternalServer.of(EchoProcess.class);

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
