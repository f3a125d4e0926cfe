package dev.wsload.endpoint;

/** STUB: what a fleet connects to: external, by URI, or hosted here. */
public sealed interface Endpoint {
    /** A server that somebody else runs. */
    record External(java.net.URI uri) implements Endpoint {}

    /**
     * A handler hosted for the fleet; the hosting room knows what kinds there are.
     *
     * @param path absolute path such as "/echo"
     * @param handler WebSocketConnectionCallback or HttpHandler of Undertow
     */
    record HostedHandler(String path, Object handler) implements Endpoint {}

    /** Jakarta endpoint classes, annotated with ServerEndpoint. */
    record HostedClasses(java.util.List<Class<?>> classes) implements Endpoint {}
}
