package com.example.external;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.net.InetSocketAddress;
import org.xnio.Options;

/** A lean echo server on Undertow, for tens of thousands of connections. */
final class EchoProcess {
    private EchoProcess() {}

    public static void main(String[] arguments) throws Exception {
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setSocketOption(Options.BACKLOG, 4096)
                .setIoThreads(1)
                .setHandler(Handlers.websocket(echo()))
                .build();
        server.start();
        ExternalServer.ready(
                ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort());
        server.stop();
    }

    static WebSocketConnectionCallback echo() {
        return (exchange, channel) -> {
            channel.getReceiveSetter().set(new Echo());
            channel.resumeReceives();
        };
    }

    private static final class Echo extends AbstractReceiveListener {
        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            WebSockets.sendText(message.getData(), channel, null);
        }
    }
}
