package dev.wsload.agent.runtime;

/**
 * How long accesses may be parked in all: a fifth of the time that the watch has run, all threads together, and a little at its
 * beginning. A kind of access that was parked often needs more of it to be left, so that what is new comes first. Not thread-safe.
 */
final class TrapBudget {
    private static final long AT_ONCE_MILLIS = 100;
    private static final int SHARE = 5;

    /** After so many times of a kind, twice as much must be left, and so on. */
    private static final int OFTEN = 8;

    private final long begunMillis;
    private long parkedMillis;

    TrapBudget(long nowMillis) {
        begunMillis = nowMillis;
    }

    /**
     * Takes some time, if it is left.
     *
     * @param before how often this kind of access was parked before
     */
    boolean grants(long millis, int before, long nowMillis) {
        long left = AT_ONCE_MILLIS + (nowMillis - begunMillis) / SHARE - parkedMillis;
        if (left < millis * (1 + before / OFTEN)) {
            return false;
        }
        parkedMillis += millis;
        return true;
    }
}
