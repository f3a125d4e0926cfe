package com.example.chat;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;

/** An echo that takes messages of up to 64 KiB. */
final class LimitedEchoCallback extends AbstractReceiveListener implements WebSocketConnectionCallback {
    private static final long LIMIT = 64 * 1024;

    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
    }

    @Override
    protected long getMaxTextBufferSize() {
        return LIMIT;
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return LIMIT;
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        WebSockets.sendText(message.getData(), channel, null);
    }
}
