package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsHeaders;
import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import io.undertow.server.HttpHandler;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every client shows a token of its own. */
@WsLoad(clients = 100, headers = "X-Client-Version: 7")
class PerClientTokenTest {
    @WsHosted("/echo")
    final HttpHandler gate = new TokenGate();

    @WsHeaders
    Map<String, String> headersOf(int client) {
        return Map.of("Authorization", "Bearer token-" + client);
    }

    @Test
    void everyClientIsLetInByItsOwnToken(WsFleet fleet) {
        assertThat(fleet).allConnected();
        assertThat(((TokenGate) gate).tokensSeen()).isEqualTo(100);
    }
}
