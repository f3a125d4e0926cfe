package dev.wsload.undertow;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.WebSocketChannel;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;

/**
 * Sees what a handler throws: during the request, on whatever thread Undertow runs it; when the connection is handed over
 * (onConnect); and in the receive listener that is set by then. Thrown on as before, so nothing behaves differently.
 *
 * <p>Not seen: listeners set later than in onConnect, listeners set on single frames, and threads of the handler's own.
 */
final class ErrorGuard implements HttpHandler {
    private final HttpHandler guarded;
    private final UncaughtErrors errors;
    private final UndertowInternals internals = new UndertowInternals();
    private final ReceiveListenerMethods methods = new ReceiveListenerMethods();

    ErrorGuard(HttpHandler guarded, UncaughtErrors errors) {
        this.guarded = guarded;
        this.errors = errors;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addExchangeCompleteListener(this::completed);
        guarded.handleRequest(exchange);
    }

    /** Called before the upgrade, if there is one. */
    private void completed(HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        Throwable thrown = exchange.getAttachment(DefaultResponseListener.EXCEPTION);
        if (thrown != null && !ConnectionFailures.isOne(thrown)) {
            errors.add(thrown);
        }
        internals.replaceUpgradeListener(exchange, this::guarded);
        next.proceed();
    }

    private HttpUpgradeListener guarded(HttpUpgradeListener upgrade) {
        return (connection, exchange) -> {
            recording(() -> upgrade.handleUpgrade(connection, exchange));
            guardListener(connection);
        };
    }

    private void guardListener(StreamConnection connection) {
        internals
                .webSocket(connection)
                .map(WebSocketChannel::getReceiveSetter)
                .filter(ChannelListener.SimpleSetter.class::isInstance)
                .ifPresent(setter -> guard((ChannelListener.SimpleSetter<WebSocketChannel>) setter));
    }

    private void guard(ChannelListener.SimpleSetter<WebSocketChannel> setter) {
        ChannelListener<? super WebSocketChannel> listener = setter.get();
        if (listener instanceof AbstractReceiveListener receiver) {
            setter.set(new GuardedReceiveListener(receiver, methods.of(receiver), errors));
        } else if (listener != null) {
            setter.set(channel -> {
                StruckPeer.beforeEvent(channel);
                recording(() -> listener.handleEvent(channel));
            });
        }
    }

    private void recording(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error thrown) {
            errors.add(thrown);
            throw thrown;
        }
    }
}
