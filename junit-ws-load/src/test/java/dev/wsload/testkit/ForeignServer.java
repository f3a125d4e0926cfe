package dev.wsload.testkit;

import java.util.function.Supplier;

/** The servers that somebody else wrote, as echo servers. */
public enum ForeignServer {
    TOMCAT(TomcatServer::start),
    JETTY(JettyServer::start),
    NETTY(NettyServer::start),
    JAVA_WEBSOCKET(JavaWebSocketServer::start),
    UNDERTOW(UndertowServer::start),
    NODE_WS(NodeServer::start);

    private final Supplier<TestServer> start;

    ForeignServer(Supplier<TestServer> start) {
        this.start = start;
    }

    /** Starts one; skips the test, with the reason, where it is missing. */
    public TestServer start() {
        return start.get();
    }
}
