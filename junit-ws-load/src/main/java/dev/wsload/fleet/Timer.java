package dev.wsload.fleet;

/** Something due at a time, on one event loop. A timer fires once; it may be armed again. */
final class Timer {
    private static final int NOT_QUEUED = -1;

    final Runnable action;
    long due;
    int position = NOT_QUEUED;

    Timer(Runnable action) {
        this.action = action;
    }

    boolean isArmed() {
        return position != NOT_QUEUED;
    }

    void forget() {
        position = NOT_QUEUED;
    }
}
