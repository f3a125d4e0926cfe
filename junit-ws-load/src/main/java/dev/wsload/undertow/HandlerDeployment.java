package dev.wsload.undertow;

import dev.wsload.endpoint.Endpoint.HostedHandler;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.websockets.WebSocketConnectionCallback;
import java.util.List;

/** Handlers of Undertow's own kinds, each at its path. */
record HandlerDeployment(HttpHandler handler) implements Deployment {
    static Deployment of(List<HostedHandler> hosted, UncaughtErrors errors) {
        PathHandler paths = Handlers.path();
        hosted.forEach(one -> paths.addPrefixPath(one.path(), httpHandler(one)));
        return new HandlerDeployment(new ErrorGuard(paths, errors));
    }

    private static HttpHandler httpHandler(HostedHandler hosted) {
        if (hosted.handler() instanceof HttpHandler handler) {
            return handler;
        }
        if (hosted.handler() instanceof WebSocketConnectionCallback callback) {
            return Handlers.websocket(callback);
        }
        throw new IllegalArgumentException("the hosted endpoint at \"" + hosted.path() + "\" is "
                + (hosted.handler() == null
                        ? "null"
                        : "a " + hosted.handler().getClass().getName())
                + ": it must be a WebSocketConnectionCallback or an HttpHandler of Undertow");
    }
}
