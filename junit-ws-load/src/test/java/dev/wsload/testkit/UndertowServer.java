package dev.wsload.testkit;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.extensions.PerMessageDeflateHandshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.SslClientAuthMode;

/** Undertow as an echo server, with permessage-deflate when asked for, or with any other endpoint; {@code /chat} hands every text to everyone. */
public final class UndertowServer implements TestServer {
    private final Undertow server;
    private final URI uri;

    private UndertowServer(Undertow.Builder builder, String scheme, WebSocketProtocolHandshakeHandler handler) {
        server = builder.setHandler(handler)
                .setIoThreads(2)
                .setSocketOption(Options.BACKLOG, 4096)
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        uri = URI.create(scheme + "://localhost:" + address.getPort() + "/echo");
    }

    /** Starts a server that speaks plain {@code ws} and declines every extension. */
    public static UndertowServer start() {
        return start(UndertowServer::echo);
    }

    /** Starts a server with this endpoint, plain {@code ws}. */
    public static UndertowServer start(WebSocketConnectionCallback endpoint) {
        return plain(new WebSocketProtocolHandshakeHandler(endpoint));
    }

    /** Starts a server that negotiates permessage-deflate. */
    public static UndertowServer startCompressing() {
        return plain(new WebSocketProtocolHandshakeHandler(UndertowServer::echo)
                .addExtension(new PerMessageDeflateHandshake(false)));
    }

    private static UndertowServer plain(WebSocketProtocolHandshakeHandler handler) {
        return new UndertowServer(Undertow.builder().addHttpListener(0, "127.0.0.1"), "ws", handler);
    }

    /** Starts a server that speaks {@code wss}. */
    public static UndertowServer start(ServerTls tls) {
        Undertow.Builder builder = Undertow.builder()
                .addHttpsListener(0, "127.0.0.1", tls.context())
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of(tls.protocols()))
                .setSocketOption(
                        Options.SSL_CLIENT_AUTH_MODE,
                        tls.needsClientKey() ? SslClientAuthMode.REQUIRED : SslClientAuthMode.NOT_REQUESTED);
        return new UndertowServer(builder, "wss", new WebSocketProtocolHandshakeHandler(UndertowServer::echo));
    }

    private static void echo(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        channel.getReceiveSetter().set(exchange.getRequestURI().equals("/chat") ? new Chat() : new Echo());
        channel.resumeReceives();
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static final class Echo extends AbstractReceiveListener {
        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            WebSockets.sendText(message.getData(), channel, null);
        }

        @Override
        protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
            try (var data = message.getData()) {
                WebSockets.sendBinary(WebSockets.mergeBuffers(data.getResource()), channel, null);
            }
        }
    }

    private static final class Chat extends AbstractReceiveListener {
        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            String text = message.getData();
            channel.getPeerConnections().forEach(one -> WebSockets.sendText(text, one, null));
        }
    }
}
