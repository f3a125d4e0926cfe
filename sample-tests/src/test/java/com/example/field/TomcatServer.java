package com.example.field;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.net.URI;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat with Jakarta endpoints, in this JVM. */
final class TomcatServer implements AutoCloseable {
    private static final Logger QUIET = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    private TomcatServer() {
        QUIET.setLevel(Level.SEVERE);
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("socket.txBufSize", "8192"); // a client that does not read is noticed early
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setConnector(connector);
    }

    static TomcatServer start(Class<?>... endpoints) throws LifecycleException, DeploymentException {
        TomcatServer server = new TomcatServer();
        server.deploy(endpoints);
        return server;
    }

    private void deploy(Class<?>... endpoints) throws LifecycleException, DeploymentException {
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        context.addServletContainerInitializer(new WsSci(), Set.of());
        tomcat.start();
        ServerContainer container =
                (ServerContainer) context.getServletContext().getAttribute(ServerContainer.class.getName());
        for (Class<?> endpoint : endpoints) {
            container.addEndpoint(endpoint);
        }
    }

    URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + connector.getLocalPort() + path);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
