package com.example.chat;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;

/** An endpoint that can be told to misbehave: a message is a close code to close with, or "throw". */
final class MoodyCallback extends AbstractReceiveListener implements WebSocketConnectionCallback {
    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        String text = message.getData();
        if (text.equals("throw")) {
            throw new IllegalStateException("as told");
        }
        WebSockets.sendClose(Integer.parseInt(text), "as told", channel, null);
    }
}
