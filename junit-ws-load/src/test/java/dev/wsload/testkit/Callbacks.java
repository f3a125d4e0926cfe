package dev.wsload.testkit;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.util.function.Consumer;

/** Native Undertow endpoints to host. */
public final class Callbacks {
    private Callbacks() {}

    /** Echoes text. */
    public static WebSocketConnectionCallback echo() {
        return echo(text -> {});
    }

    /** Echoes text, after it has been looked at. */
    public static WebSocketConnectionCallback echo(Consumer<String> seen) {
        return (exchange, channel) -> {
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                    String text = message.getData();
                    seen.accept(text);
                    WebSockets.sendText(text, from, null);
                }
            });
            channel.resumeReceives();
        };
    }
}
