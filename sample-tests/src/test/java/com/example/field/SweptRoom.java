package com.example.field;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;

/** A chat room that sweeps its roster before it tells everyone a message. */
final class SweptRoom extends AbstractReceiveListener implements WebSocketConnectionCallback {
    private final Roster roster;

    SweptRoom(Roster roster) {
        this.roster = roster;
    }

    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        roster.add(channel);
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        String text = message.getData();
        roster.sweep();
        roster.copy().forEach(member -> WebSockets.sendText(text, member, null));
    }

    /** Sends the n-th of the roster away. */
    void dismiss(int place) {
        WebSockets.sendClose(CloseMessage.NORMAL_CLOSURE, "", roster.copy().get(place), null);
    }

    void sweep() {
        roster.sweep();
    }

    int present() {
        return (int) roster.copy().stream().filter(WebSocketChannel::isOpen).count();
    }

    int listed() {
        return roster.size();
    }
}
