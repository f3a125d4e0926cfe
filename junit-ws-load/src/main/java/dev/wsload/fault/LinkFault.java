package dev.wsload.fault;

/**
 * A fault of the connection's bytes, below TLS.
 *
 * @since 0.1
 */
public non-sealed interface LinkFault extends Fault {
    /** Strikes one connection, once, at its moment; called on the client's event loop, so it must not block. */
    void strike(LinkSeam seam);
}
