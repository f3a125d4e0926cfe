package dev.wsload.fault;

/**
 * A fault of the client: of its handshake, its frames, its answers.
 *
 * @since 0.1
 */
public non-sealed interface ClientFault extends Fault {
    /** Strikes one client, once, at its moment; called on the client's event loop, so it must not block. */
    void strike(ClientSeam seam);
}
