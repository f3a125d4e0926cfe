package dev.wsload.race;

/**
 * What is allowed to happen while threads use a list at the same time.
 *
 * @since 0.1
 */
public enum Consistency {
    /** Every call happens as a whole at one moment between its begin and its end (linearizability). */
    STRICT,

    /**
     * A call that concerns all clients happens for each of them at a moment of its own: so do those of java.util.concurrent's weakly
     * consistent collections.
     */
    WEAK_IN_BULK
}
