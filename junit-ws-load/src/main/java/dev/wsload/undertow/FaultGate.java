package dev.wsload.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;

/** Sees all requests of a server with faults, and lets those of clients that a fault is meant for meet it first. */
final class FaultGate implements HttpHandler {
    private final HttpHandler gated;
    private final StruckServer server;

    FaultGate(HttpHandler gated, StruckServer server) {
        this.gated = gated;
        this.server = server;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        server.seen(exchange.getConnection());
        Optional<StruckPeer> peer = server.peer(exchange);
        if (peer.isPresent()) {
            peer.get().request(exchange, gated);
        } else {
            gated.handleRequest(exchange);
        }
    }
}
