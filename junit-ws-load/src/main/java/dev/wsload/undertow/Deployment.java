package dev.wsload.undertow;

import io.undertow.server.HttpHandler;

/** Something that can be hosted, on a server that is started around it. */
interface Deployment {
    /** Returns the handler that serves it. */
    HttpHandler handler();

    /** Ends it, before its server stops. */
    default void end() {}
}
