package dev.wsload.fault;

/**
 * What goes wrong, as a value: no client, no moment and no state of a connection. A fault works on the bytes of a client's
 * connection ({@link LinkFault}), on the client itself ({@link ClientFault}), on the hosted server's side of the
 * connection ({@link ServerFault}), or on the hosted server as a whole ({@link HostFault}). Immutable and thread-safe, as
 * implementations must be, too.
 *
 * @since 0.1
 */
public sealed interface Fault permits LinkFault, ClientFault, ServerFault, HostFault {
    /** Returns how a connection that met this fault ends, if the endpoint is right. */
    Effect effect();

    /** Returns the moment at which it strikes unless one is said; one of the handshake strikes at no other. */
    default When moment() {
        return When.onceOpen();
    }

    /** Returns the name in reports; that of the class around it, as its annotation's, or its own. */
    default String name() {
        Class<?> around = getClass().getEnclosingClass();
        return (around == null ? getClass() : around).getSimpleName();
    }
}
