package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;

import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;

/** A server that does not echo verbatim. */
@WsLoad(clients = 100, endpoint = LobbyEndpoint.class)
class RecognisedRepliesTest {
    @Test
    void everyMessageIsAnswered(WsFleet fleet) {
        String prefix = "You said: ";
        fleet.run(echo().replies(text -> text.startsWith(prefix) ? text.substring(prefix.length()) : null));

        assertThat(fleet).deliveredEverything();
    }
}
