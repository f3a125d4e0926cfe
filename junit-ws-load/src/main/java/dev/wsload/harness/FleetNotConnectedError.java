package dev.wsload.harness;

/**
 * Clients could not connect, although all of them were required to; says how many, why, and what the first of them saw.
 *
 * @since 0.1
 */
public final class FleetNotConnectedError extends AssertionError {
    private static final long serialVersionUID = 1L;

    FleetNotConnectedError(String message) {
        super(message);
    }
}
