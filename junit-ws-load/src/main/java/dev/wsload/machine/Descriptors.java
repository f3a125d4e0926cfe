package dev.wsload.machine;

/** STUB: file descriptors of this process. */
public record Descriptors(long limit, long hardLimit, long open) {
    /** Kept free for whatever else opens files and sockets in this process. */
    public static final int RESERVE = 200;

    /** As they are now. */
    public static Descriptors now() {
        throw new UnsupportedOperationException();
    }

    /** As they were when first asked for, before any fleet: the ones to plan with. */
    public static Descriptors atRest() {
        throw new UnsupportedOperationException();
    }

    /** What fleets may use: limit - open - RESERVE, at least 0. */
    public long spare() {
        throw new UnsupportedOperationException();
    }
}
