package dev.wsload.endpoint;

import java.net.URI;
import java.util.List;

/**
 * What a fleet connects to: a server elsewhere, or one hosted in this JVM. Immutable.
 *
 * @since 0.1
 */
public sealed interface Endpoint {
    /**
     * A server that somebody else runs.
     *
     * @param uri scheme ws or wss, a host, no fragment (RFC 6455 section 3); else IllegalArgumentException with one sentence
     */
    record External(URI uri) implements Endpoint {
        /** Validates the URI. */
        public External {
            EndpointUri.checked(uri);
        }
    }

    /** A server hosted here. */
    sealed interface Hosted extends Endpoint {}

    /**
     * A handler on a server of its own.
     *
     * @param path absolute path such as "/echo"; requests to it and to what lies below it go to the handler
     * @param handler WebSocketConnectionCallback or HttpHandler of Undertow
     */
    record HostedHandler(String path, Object handler) implements Hosted {
        /** Validates the path. */
        public HostedHandler {
            requireAbsolute(path);
        }
    }

    /**
     * Several handlers on one server.
     *
     * @param handlers at least one; the fleet connects to the first
     */
    record HostedHandlers(List<HostedHandler> handlers) implements Hosted {
        /** Copies the list. */
        public HostedHandlers {
            handlers = nonEmpty(handlers, "handler");
        }
    }

    /**
     * Jakarta WebSocket endpoint classes on one server.
     *
     * @param classes at least one, each annotated with ServerEndpoint
     * @param path absolute path that the fleet connects to; empty = that of the first class, which then may not be a template
     */
    record HostedClasses(List<Class<?>> classes, String path) implements Hosted {
        /** Validates the path and copies the list. */
        public HostedClasses {
            classes = nonEmpty(classes, "endpoint class");
            if (!path.isEmpty()) {
                requireAbsolute(path);
            }
        }

        /** Connects to the path of the first class. */
        public HostedClasses(List<Class<?>> classes) {
            this(classes, "");
        }
    }

    private static void requireAbsolute(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path \"" + path + "\" of a hosted endpoint must begin with \"/\"");
        }
    }

    private static <T> List<T> nonEmpty(List<T> list, String what) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException("nothing to host: give at least one " + what);
        }
        return List.copyOf(list);
    }
}
