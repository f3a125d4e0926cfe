package dev.wsload.bench.watched;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.concurrent.atomic.AtomicLong;

/** The endpoint that is watched: it sends back what it hears, and counts that rightly. */
public final class CountingEcho implements WebSocketConnectionCallback {
    private final AtomicLong echoed = new AtomicLong();

    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        channel.getReceiveSetter().set(new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                echoed.incrementAndGet();
                WebSockets.sendText(message.getData(), from, null);
            }
        });
        channel.resumeReceives();
    }
}
