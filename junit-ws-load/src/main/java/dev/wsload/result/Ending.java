package dev.wsload.result;

/**
 * Ends a fleet: every open client performs the close handshake.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Ending {
    /** Ends the fleet and waits until every connection has ended or its close timeout has passed. */
    void end();
}
