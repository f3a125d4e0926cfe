package dev.wsload.undertow;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.RunningEndpoint;
import javax.net.ssl.SSLContext;

/** STUB: hosts endpoints on Undertow. */
public final class UndertowHost {
    private UndertowHost() {}

    /** Starts on 127.0.0.1, a free port, with a backlog for so many clients. */
    public static RunningEndpoint start(Endpoint.Hosted hosted, int clients) {
        throw new UnsupportedOperationException();
    }

    /** The same for wss. */
    public static RunningEndpoint start(Endpoint.Hosted hosted, int clients, SSLContext tls) {
        throw new UnsupportedOperationException();
    }

    /** The path clients connect to, known before anything starts: for wsload.uri in place of a hosted endpoint. */
    public static String path(Endpoint.Hosted hosted) {
        throw new UnsupportedOperationException();
    }
}
