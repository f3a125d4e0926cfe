package com.example.chat;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets in who shows a token, each token once; an HttpHandler in front of the WebSocket. */
final class TokenGate implements HttpHandler {
    private final HttpHandler echo = Handlers.websocket(new EchoCallback());
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String token = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (token == null || !token.startsWith("Bearer ") || !tokens.add(token)) {
            exchange.setStatusCode(StatusCodes.UNAUTHORIZED);
            return;
        }
        echo.handleRequest(exchange);
    }

    int tokensSeen() {
        return tokens.size();
    }
}
