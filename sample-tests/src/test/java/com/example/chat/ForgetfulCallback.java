package com.example.chat;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.concurrent.atomic.AtomicInteger;

/** An echo that drops every 300th message: what a failure looks like. */
final class ForgetfulCallback extends AbstractReceiveListener implements WebSocketConnectionCallback {
    private final AtomicInteger messages = new AtomicInteger();

    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        String text = message.getData();
        if (messages.incrementAndGet() % 300 != 0) {
            WebSockets.sendText(text, channel, null);
        }
    }
}
