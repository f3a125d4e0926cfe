package com.example.field;

import io.undertow.Handlers;
import io.undertow.Undertow;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.xnio.Options;

/** A small echo server, in this JVM or in one of its own. */
final class EchoServer implements AutoCloseable {
    private static final String READY = "listening on ";

    private final Echo echo = new Echo();
    private final Undertow undertow = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setSocketOption(Options.BACKLOG, 1024)
            .setHandler(Handlers.websocket(echo))
            .build();

    EchoServer() {
        undertow.start();
    }

    /** Serves until its input ends, which is when the test has gone. */
    public static void main(String[] arguments) throws IOException {
        try (EchoServer server = new EchoServer()) {
            System.out.println(READY + server.uri());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Returns where a server in a JVM of its own listens, once it does. */
    static URI uriOf(ChildJvm server) {
        return URI.create(server.awaitLine(READY));
    }

    URI uri() {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return URI.create("ws://127.0.0.1:" + address.getPort() + "/");
    }

    /** Returns how many clients it has met. */
    int met() {
        return echo.met();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
