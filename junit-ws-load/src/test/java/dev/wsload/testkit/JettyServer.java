package dev.wsload.testkit;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * Jetty: {@code /echo} answers whole messages, {@code /chat} hands every text to everyone; {@code /agreed}
 * greets with the extensions that it negotiated. It negotiates permessage-deflate whenever a client offers it.
 */
public final class JettyServer implements TestServer {
    private static final long MAX_MESSAGE = 16 * 1024 * 1024;

    private final Server server;
    private final URI uri;

    private JettyServer(Server server, String scheme) {
        this.server = server;
        this.uri = URI.create(
                scheme + "://localhost:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/echo");
    }

    /** Starts a server that speaks plain {@code ws}. */
    public static JettyServer start() {
        Server server = new Server();
        return start(server, new ServerConnector(server), "ws");
    }

    /** Starts a server that speaks {@code wss}. */
    public static JettyServer start(ServerTls tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls.context());
        factory.setNeedClientAuth(tls.needsClientKey());
        factory.setIncludeProtocols(tls.protocols().toArray(String[]::new));
        Server server = new Server();
        return start(server, new ServerConnector(server, factory), "wss");
    }

    private static JettyServer start(Server server, ServerConnector connector, String scheme) {
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(4096);
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(server, JettyServer::configure));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not start", e);
        }
        return new JettyServer(server, scheme);
    }

    private static void configure(ServerWebSocketContainer container) {
        container.setMaxTextMessageSize(MAX_MESSAGE);
        container.setMaxBinaryMessageSize(MAX_MESSAGE);
        container.setMaxFrameSize(MAX_MESSAGE);
        Set<Session> everyone = ConcurrentHashMap.newKeySet();
        container.addMapping("/echo", (request, response, callback) -> {
            if (request.hasSubProtocol("echo.v1")) {
                response.setAcceptedSubProtocol("echo.v1");
            }
            return new Echo();
        });
        container.addMapping("/agreed", (request, response, callback) -> new Agreed());
        container.addMapping("/chat", (request, response, callback) -> new Chat(everyone));
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not stop", e);
        }
    }

    /** Sends back what comes. */
    public static final class Echo extends Session.Listener.AbstractAutoDemanding {
        @Override
        public void onWebSocketText(String message) {
            getSession().sendText(message, Callback.NOOP);
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            getSession().sendBinary(payload, callback);
        }
    }

    /** Says which extensions it negotiated, as the header did. */
    public static final class Agreed extends Session.Listener.AbstractAutoDemanding {
        @Override
        public void onWebSocketOpen(Session session) {
            super.onWebSocketOpen(session);
            List<String> headers = session.getUpgradeResponse().getHeaders("Sec-WebSocket-Extensions");
            session.sendText(String.join(", ", headers), Callback.NOOP);
        }
    }

    /** Hands every text to everyone. */
    public static final class Chat extends Session.Listener.AbstractAutoDemanding {
        private final Set<Session> everyone;

        Chat(Set<Session> everyone) {
            this.everyone = everyone;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            super.onWebSocketOpen(session);
            everyone.add(session);
        }

        @Override
        public void onWebSocketText(String message) {
            List.copyOf(everyone).forEach(session -> session.sendText(message, Callback.NOOP));
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason) {
            everyone.remove(getSession());
        }
    }
}
