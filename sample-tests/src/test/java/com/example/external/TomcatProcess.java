package com.example.external;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat with two Jakarta endpoints. */
final class TomcatProcess {
    private TomcatProcess() {}

    public static void main(String[] arguments) throws Exception {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("acceptCount", "1000");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        context.addServletContainerInitializer(new WsSci(), Set.of());
        tomcat.start();
        ServerContainer endpoints =
                (ServerContainer) context.getServletContext().getAttribute(ServerContainer.class.getName());
        deploy(endpoints);
        ExternalServer.ready(connector.getLocalPort());
        tomcat.stop();
    }

    private static void deploy(ServerContainer endpoints) throws DeploymentException {
        endpoints.addEndpoint(Echo.class);
        endpoints.addEndpoint(Chat.class);
    }

    /** Sends back what comes. */
    @ServerEndpoint("/echo")
    public static final class Echo {
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    /** Hands every message to everyone. */
    @ServerEndpoint("/chat")
    public static final class Chat {
        @OnMessage
        public void say(Session from, String text) throws IOException {
            for (Session session : from.getOpenSessions()) {
                synchronized (session) {
                    session.getBasicRemote().sendText(text);
                }
            }
        }
    }
}
