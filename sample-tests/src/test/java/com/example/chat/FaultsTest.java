package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.client.Within.within;
import static dev.wsload.fault.Victims.share;
import static dev.wsload.fault.When.afterMessages;
import static dev.wsload.plan.Workloads.echo;
import static java.time.Duration.ofSeconds;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.SlowReader;
import dev.wsload.harness.WsFleet;
import io.undertow.websockets.WebSocketConnectionCallback;
import org.junit.jupiter.api.Test;

/** Some clients are struck by faults; the others must not notice. */
@WsLoad(clients = 200, settleTime = "1 s")
class FaultsTest {
    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = new EchoCallback();

    @Test
    @ResetPeer(afterMessages = 10, share = 0.10)
    @SlowReader(share = 0.05)
    void faultyClientsHarmNobodyElse(WsFleet fleet) {
        fleet.run(echo().messages(20));

        assertThat(fleet).healthyClients().lostNothing();
        assertThat(fleet).faultyClients().endedAsInjected();
    }

    @Test
    @Heckle("boo")
    void aFaultOfYourOwn(WsFleet fleet) {
        fleet.run(echo().messages(5));

        assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
    }

    @Test
    @Shout(clients = {3, 7})
    void aServerFaultOfYourOwn(WsFleet fleet) {
        fleet.sendToAll("hello");

        fleet.client(3).expect("HELLO", within(ofSeconds(20)));
        fleet.client(4).expect("hello", within(ofSeconds(20)));
        fleet.client(7).expect("HELLO", within(ofSeconds(20)));
        assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
    }

    static void main(String... args) {
        try (WsFleet fleet = WsFleet.hosting("/echo", new EchoCallback())
                .clients(200)
                .fault(new ResetPeer.Reset(), share(0.1), afterMessages(10))
                .connect()) {
            fleet.run(echo().messages(20));

            assertThat(fleet).healthyClients().lostNothing();
        }
    }

    @Test
    void theSameAsValues() {
        main();
    }
}
