package com.example.chat;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The same chat room in Undertow's own style, with state of its own: as many rooms as one likes. */
final class ChatRoom extends AbstractReceiveListener implements WebSocketConnectionCallback {
    private final Set<WebSocketChannel> members = ConcurrentHashMap.newKeySet();

    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        members.add(channel);
        channel.addCloseTask(members::remove);
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        String text = message.getData();
        members.forEach(member -> WebSockets.sendText(text, member, null));
    }

    int size() {
        return members.size();
    }
}
