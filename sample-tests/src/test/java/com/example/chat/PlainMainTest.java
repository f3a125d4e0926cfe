package com.example.chat;

import io.undertow.Handlers;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The fleet of a plain main method; it throws when something is wrong. */
class PlainMainTest {
    @Test
    void runsWithoutJUnit() {
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(Handlers.websocket(new EchoCallback()))
                .build();
        server.start();
        try {
            InetSocketAddress address =
                    (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
            PlainMain.main(new String[] {"ws://127.0.0.1:" + address.getPort() + "/"});
        } finally {
            server.stop();
        }
    }
}
