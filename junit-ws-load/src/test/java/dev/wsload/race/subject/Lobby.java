package dev.wsload.race.subject;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.ArrayList;
import java.util.List;

/** Registers whoever comes in a list without a lock, so that some get lost. */
public final class Lobby implements WebSocketConnectionCallback {
    private final List<WebSocketChannel> members = new ArrayList<>();

    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        members.add(channel);
        channel.resumeReceives();
    }
}
