package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import io.undertow.server.HttpHandler;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.extensions.PerMessageDeflateHandshake;
import org.junit.jupiter.api.Test;

/** permessage-deflate, which the clients offer when they are asked to. */
@WsLoad(clients = 100, compression = true)
class CompressionTest {
    @WsHosted("/echo")
    static final HttpHandler ECHO =
            new WebSocketProtocolHandshakeHandler(new EchoCallback()).addExtension(new PerMessageDeflateHandshake());

    @Test
    void everyMessageComesBackUncompressed(WsFleet fleet) {
        fleet.run(echo().size(1024));

        assertThat(fleet).deliveredEverything();
        assertThat(fleet.client(0).compression()).isPresent(); // what the server agreed to
    }
}
