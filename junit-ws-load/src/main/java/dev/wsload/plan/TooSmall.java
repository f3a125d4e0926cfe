package dev.wsload.plan;

/**
 * What happens when the machine is too small for the plan, such as too few file descriptors.
 *
 * @since 0.1
 */
public enum TooSmall {
    /** The test fails, before a socket is opened. */
    FAIL,
    /** The test is skipped (aborted), before a socket is opened. */
    SKIP,
    /** The test runs all the same. */
    RUN
}
