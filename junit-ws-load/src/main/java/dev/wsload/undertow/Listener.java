package dev.wsload.undertow;

import dev.wsload.fault.Conditions;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.xnio.Options;

/** How a hosted server listens: on 127.0.0.1 and a free port, for so many clients. */
record Listener(Conditions conditions, int clients, Optional<SSLContext> tls) {
    private static final String HOST = "127.0.0.1";
    private static final int MIN_BACKLOG = 1_000;

    Undertow start(HttpHandler handler, HostWorker worker) {
        Undertow.Builder builder = Undertow.builder()
                .setWorker(worker.xnio())
                .setByteBufferPool(worker.buffers())
                .setSocketOption(Options.BACKLOG, conditions.backlog().orElse(Math.max(MIN_BACKLOG, clients)))
                .setHandler(handler);
        conditions.connections().ifPresent(most -> builder.setSocketOption(Options.CONNECTION_HIGH_WATER, most)
                .setSocketOption(Options.CONNECTION_LOW_WATER, most));
        tls.ifPresentOrElse(
                context -> builder.addHttpsListener(0, HOST, context), () -> builder.addHttpListener(0, HOST));
        Undertow undertow = builder.build();
        undertow.start();
        return undertow;
    }

    /** Returns the URI of a server that listens, without a path. */
    String origin(Undertow listening) {
        int port = ((InetSocketAddress) listening.getListenerInfo().get(0).getAddress()).getPort();
        return (tls.isPresent() ? "wss://" : "ws://") + HOST + ":" + port;
    }
}
