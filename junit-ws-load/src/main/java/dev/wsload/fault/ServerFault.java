package dev.wsload.fault;

/**
 * A fault of the server's side of a connection, without a change to the endpoint's code; the endpoint must be hosted here.
 *
 * @since 0.1
 */
public non-sealed interface ServerFault extends Fault {
    /** Strikes one connection, once, at its moment; called on the connection's I/O thread, so it must not block. */
    void strike(ServerSeam seam);
}
