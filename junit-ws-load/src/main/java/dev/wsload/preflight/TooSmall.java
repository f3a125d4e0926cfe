package dev.wsload.preflight;

/**
 * What becomes of a test whose plan is too big for this machine.
 *
 * @since 0.1
 */
public enum TooSmall {
    /** The test fails before a socket is opened; the default. */
    FAIL,
    /** The test is skipped, with the same sentence. */
    SKIP,
    /** The test runs all the same, and shows what happens past the limit. */
    RUN
}
