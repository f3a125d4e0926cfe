package dev.wsload.race.subject;

/** Counts under its own monitor. */
final class GuardedCount {
    private int count;

    synchronized void count() {
        count++;
    }

    void count(int times) {
        for (int i = 0; i < times; i++) {
            count();
        }
    }
}
