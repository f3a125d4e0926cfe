package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;

import dev.wsload.WsLoad;
import dev.wsload.WsUri;
import dev.wsload.harness.WsFleet;
import io.undertow.Handlers;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server with a random port, such as Spring Boot's, that is known only when the test runs. */
@WsLoad(clients = 100)
class SpringStyleTest {
    private Undertow application;
    private int port;

    @BeforeEach
    void startApplication() {
        application = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(Handlers.websocket(new EchoCallback()))
                .build();
        application.start();
        port = ((InetSocketAddress) application.getListenerInfo().get(0).getAddress()).getPort();
    }

    @AfterEach
    void stopApplication() {
        application.stop();
    }

    @WsUri
    URI chat() {
        return URI.create("ws://localhost:" + port + "/chat");
    }

    @Test
    void everyMessageComesBack(WsFleet fleet) {
        fleet.run(echo());

        assertThat(fleet).deliveredEverything();
    }
}
