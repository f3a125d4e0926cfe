package dev.wsload.plan;

/**
 * What happens to an assertion on a latency that cannot be judged, because the fleet itself was too late.
 *
 * @since 0.1
 */
public enum CannotJudge {
    /** It fails. */
    FAIL,
    /** The test is skipped (aborted) there. */
    SKIP
}
