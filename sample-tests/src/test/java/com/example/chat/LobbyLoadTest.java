package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.client.Within.within;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static java.time.Duration.ofSeconds;

import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;

@WsLoad(clients = 200, endpoint = LobbyEndpoint.class)
class LobbyLoadTest {
    @Test
    void everyoneIsWelcome(WsFleet fleet) {
        fleet.run(client -> {
            client.send("join " + client.index());
            client.expect("welcome", within(ofSeconds(20)));
        });

        assertThat(fleet).hasNoFailures().closedOnlyWith(NORMAL_CLOSURE);
    }
}
