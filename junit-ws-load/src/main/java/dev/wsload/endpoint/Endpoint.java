package dev.wsload.endpoint;

import java.net.URI;
import java.util.List;

/** STUB: what a fleet connects to: external, by URI, or hosted here. */
public sealed interface Endpoint {
    /** A server that somebody else runs; ws or wss with a host, or else IllegalArgumentException with one sentence. */
    record External(URI uri) implements Endpoint {}

    /** A server hosted here, in this JVM. */
    sealed interface Hosted extends Endpoint {}

    /**
     * A handler hosted for the fleet; the hosting room knows what kinds there are.
     *
     * @param path absolute path such as "/echo"
     * @param handler WebSocketConnectionCallback or HttpHandler of Undertow
     */
    record HostedHandler(String path, Object handler) implements Hosted {}

    /** Several handlers on one server; the fleet connects to the first. */
    record HostedHandlers(List<HostedHandler> handlers) implements Hosted {}

    /**
     * Jakarta endpoint classes, annotated with ServerEndpoint; the fleet connects to the first.
     *
     * @param path the path to connect to; empty = that of the first class, which then may not be a template
     */
    record HostedClasses(List<Class<?>> classes, String path) implements Hosted {
        /** Connects to the path of the first class. */
        public HostedClasses(List<Class<?>> classes) {
            this(classes, "");
        }
    }
}
