package dev.wsload.testkit;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * Tomcat with Jakarta endpoints: {@code /echo} answers part by part, so that a large message comes back in fragments;
 * {@code /chat} hands every text to everyone; {@code /agreed} greets with the extensions that it negotiated. It negotiates permessage-deflate whenever a client offers it.
 */
public final class TomcatServer implements TestServer {
    private static final Logger LOGGER = Logger.getLogger("org.apache");

    private final Tomcat tomcat;
    private final URI uri;

    private TomcatServer(Tomcat tomcat, URI uri) {
        this.tomcat = tomcat;
        this.uri = uri;
    }

    /** Starts a server that speaks plain {@code ws}. */
    public static TomcatServer start() {
        return start(connector(), "ws", List.of());
    }

    /** Starts a server that speaks plain {@code ws}, with one more endpoint. */
    public static TomcatServer serving(Class<?> endpoint) {
        return start(connector(), "ws", List.of(endpoint));
    }

    /** Starts a server that speaks {@code wss}. */
    public static TomcatServer start(ServerTls tls) {
        Connector connector = connector();
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(hostConfig(tls));
        return start(connector, "wss", List.of());
    }

    private static Connector connector() {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("acceptCount", "4096");
        return connector;
    }

    private static SSLHostConfig hostConfig(ServerTls tls) {
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols(String.join("+", tls.protocols()));
        host.setCertificateVerification(tls.needsClientKey() ? "required" : "none");
        host.setTrustStore(tls.store());
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(tls.store());
        certificate.setCertificateKeystorePassword(TestCertificates.PASSWORD);
        host.addCertificate(certificate);
        return host;
    }

    /** One at a time: Tomcat sets up its ciphers in static state that it does not guard. */
    private static synchronized TomcatServer start(Connector connector, String scheme, List<Class<?>> further) {
        LOGGER.setLevel(Level.SEVERE);
        Registry.disableRegistry(); // several of them would meet under the same names in JMX
        connector.setThrowOnFailure(true);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(
                (classes, servlets) -> {
                    new WsSci().onStartup(classes, servlets);
                    servlets.addListener(new Endpoints(further));
                },
                Set.of());
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat does not start", e);
        }
        return new TomcatServer(tomcat, URI.create(scheme + "://localhost:" + connector.getLocalPort() + "/echo"));
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat does not stop", e);
        }
    }

    private static final class Endpoints implements ServletContextListener {
        private final List<Class<?>> further;

        Endpoints(List<Class<?>> further) {
            this.further = further;
        }

        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServerContainer container =
                    (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
            try {
                container.addEndpoint(Echo.class);
                container.addEndpoint(Chat.class);
                container.addEndpoint(Agreed.class);
                for (Class<?> endpoint : further) {
                    container.addEndpoint(endpoint);
                }
            } catch (DeploymentException e) {
                throw new IllegalStateException("Tomcat refuses the endpoints", e);
            }
        }
    }

    /** Sends back what comes. */
    @ServerEndpoint(value = "/echo", subprotocols = "echo.v1")
    public static final class Echo {
        @OnMessage
        public void text(Session session, String part, boolean last) throws IOException {
            session.getBasicRemote().sendText(part, last);
        }

        @OnMessage
        public void binary(Session session, ByteBuffer part, boolean last) throws IOException {
            session.getBasicRemote().sendBinary(part, last);
        }
    }

    /** Says which extensions it negotiated, as a header would. */
    @ServerEndpoint("/agreed")
    public static final class Agreed {
        @OnOpen
        public void open(Session session) throws IOException {
            session.getBasicRemote()
                    .sendText(session.getNegotiatedExtensions().stream()
                            .map(Agreed::header)
                            .collect(Collectors.joining(", ")));
        }

        private static String header(Extension extension) {
            return extension.getParameters().stream()
                    .map(parameter ->
                            parameter.getValue() == null || parameter.getValue().isEmpty()
                                    ? parameter.getName()
                                    : parameter.getName() + "=" + parameter.getValue())
                    .collect(Collectors.joining("; ", extension.getName() + "; ", ""));
        }
    }

    /** Hands every text to everyone. */
    @ServerEndpoint("/chat")
    public static final class Chat {
        @OnMessage
        public void text(Session from, String text) {
            from.getOpenSessions().forEach(session -> send(session, text));
        }

        private static void send(Session session, String text) {
            synchronized (session) {
                try {
                    session.getBasicRemote().sendText(text);
                } catch (IOException | IllegalStateException gone) {
                    // the others hear it all the same
                }
            }
        }
    }
}
