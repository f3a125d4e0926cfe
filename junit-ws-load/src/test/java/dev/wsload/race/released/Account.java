package dev.wsload.race.released;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A user's application on Undertow with its defaults: whoever logs in gets a session, and any of its sockets can log out. */
final class Account implements AutoCloseable {
    private static final AtomicInteger SOCKETS = new AtomicInteger();

    private final Undertow undertow;

    private Account(Undertow undertow) {
        this.undertow = undertow;
    }

    static Account start() {
        DeploymentInfo application = Servlets.deployment()
                .setDeploymentName("account")
                .setContextPath("/")
                .setClassLoader(Account.class.getClassLoader())
                .addServlet(Servlets.servlet(Login.class).addMapping("/login"))
                .addServletContextAttribute(
                        WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                        new WebSocketDeploymentInfo().addEndpoint(Endpoint.class));
        DeploymentManager manager = Servlets.newContainer().addDeployment(application);
        manager.deploy();
        try {
            Undertow undertow = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setHandler(manager.start())
                    .build();
            undertow.start();
            return new Account(undertow);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns how many sockets are open. */
    int sockets() {
        return SOCKETS.get();
    }

    URI uri() {
        return at("ws", "/account");
    }

    /** Logs in, and returns the session's cookie. */
    String login() throws IOException {
        HttpURLConnection request =
                (HttpURLConnection) at("http", "/login").toURL().openConnection();
        try {
            return request.getHeaderField("Set-Cookie").replaceFirst(";.*", "");
        } finally {
            request.disconnect();
        }
    }

    private URI at(String scheme, String path) {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return URI.create(scheme + "://127.0.0.1:" + address.getPort() + path);
    }

    @Override
    public void close() {
        undertow.stop();
    }

    /** Begins a session. */
    public static final class Login extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            request.getSession();
        }
    }

    /** Logs out when it is told so, and before that takes its leave if it is told that, too. */
    @ServerEndpoint(value = "/account", configurator = WithSession.class)
    public static final class Endpoint {
        private HttpSession login;

        /** Knows who has logged in. */
        @OnOpen
        public void opened(EndpointConfig config) {
            login = (HttpSession) config.getUserProperties().get(WithSession.KEY);
            SOCKETS.incrementAndGet();
        }

        /** Forgets it. */
        @OnClose
        public void closed() {
            SOCKETS.decrementAndGet();
        }

        /** Logs out. */
        @OnMessage
        public void told(Session session, String what) throws IOException {
            if (what.equals("close and log out")) {
                session.close(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "logged out"));
            }
            login.invalidate();
        }
    }

    /** Hands the session to the endpoint. */
    public static final class WithSession extends ServerEndpointConfig.Configurator {
        private static final String KEY = "login";

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put(KEY, request.getHttpSession());
        }
    }
}
