package dev.wsload.undertow;

import dev.wsload.endpoint.Endpoint.HostedClasses;
import dev.wsload.endpoint.Endpoint.HostedHandler;
import dev.wsload.endpoint.RunningEndpoint;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.util.List;

/** Short ways to host something. */
final class Hosted {
    static final WebSocketConnectionCallback ECHO = listening(new Echo());

    private Hosted() {}

    static WebSocketConnectionCallback listening(AbstractReceiveListener listener) {
        return (exchange, channel) -> {
            channel.getReceiveSetter().set(listener);
            channel.resumeReceives();
        };
    }

    static RunningEndpoint handler(Object handler) {
        return UndertowHost.start(new HostedHandler("/", handler), 1);
    }

    static RunningEndpoint jakarta(Class<?> endpoint) {
        return UndertowHost.start(new HostedClasses(List.of(endpoint)), 1);
    }

    /** Sends back what it hears. */
    static class Echo extends AbstractReceiveListener {
        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            WebSockets.sendText(message.getData(), channel, null);
        }
    }
}
