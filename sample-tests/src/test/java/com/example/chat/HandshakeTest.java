package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.Cookie;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What clients say in their opening handshake, and when they come. */
class HandshakeTest {
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final HttpHandler echo = Handlers.websocket(new EchoCallback());

    @WsHosted("/echo")
    final HttpHandler listening = exchange -> {
        Cookie session = exchange.getRequestCookie("session");
        said.add(session == null ? "no cookie" : session.getValue());
        said.add(exchange.getRequestHeaders().getFirst("Origin"));
        echo.handleRequest(exchange);
    };

    @Test
    @WsLoad(clients = 50, rampUp = "1 s", origin = "https://chat.example", headers = "Cookie: session=s-1")
    void clientsArriveWithinASecond(WsFleet fleet) {
        assertThat(fleet).allConnected();
    }

    @Test
    void theBuilderSaysTheSame() {
        try (WsFleet fleet = WsFleet.hosting("/echo", listening)
                .clients(50)
                .arrivalsPerSecond(100)
                .origin("https://chat.example")
                .cookie("session", "s-1")
                .header("Authorization", client -> "Bearer token-" + client)
                .connect()) {
            assertThat(fleet).allConnected();
        }
        assertThat(said).containsExactlyInAnyOrder("s-1", "https://chat.example");
    }
}
