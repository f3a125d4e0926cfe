package dev.wsload.testkit;

import java.util.function.Supplier;

/** The servers that somebody else wrote, as echo servers and as chats. */
public enum ForeignServer {
    TOMCAT(TomcatServer::start, "/chat"),
    JETTY(JettyServer::start, "/chat"),
    NETTY(NettyServer::start, "/echo/chat"),
    JAVA_WEBSOCKET(JavaWebSocketServer::start, "/chat"),
    UNDERTOW(UndertowServer::start, "/chat"),
    NODE_WS(NodeServer::start, "/chat");

    private final Supplier<TestServer> start;
    private final String chat;

    ForeignServer(Supplier<TestServer> start, String chat) {
        this.start = start;
        this.chat = chat;
    }

    /** Returns the path on which it hands every text to everyone. */
    public String chat() {
        return chat;
    }

    /** Starts one; skips the test, with the reason, where it is missing. */
    public TestServer start() {
        return start.get();
    }
}
