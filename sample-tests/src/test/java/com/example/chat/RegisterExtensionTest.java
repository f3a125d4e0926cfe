package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static java.time.Duration.ofMillis;

import dev.wsload.WsLoadExtension;
import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings from code in place of an annotation. */
class RegisterExtensionTest {
    @RegisterExtension
    static final WsLoadExtension LOAD = WsLoadExtension.hosting("/echo", new EchoCallback())
            .clients(100)
            .rampUp(ofMillis(500))
            .header("X-Client", client -> "client " + client)
            .build();

    @Test
    void everyMessageComesBack(WsFleet fleet) {
        fleet.run(echo());

        assertThat(fleet).deliveredEverything();
    }
}
