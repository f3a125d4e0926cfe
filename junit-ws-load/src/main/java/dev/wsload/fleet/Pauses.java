package dev.wsload.fleet;

import java.util.List;

/** For how long nothing arrived on one loop though something was under way. Its loop alone touches it. */
final class Pauses {
    private long lastArrival;
    private long firstSentSince;
    private Pause longest = Pause.NONE;

    /** From and to when, in nanoseconds of the JVM's clock. */
    record Pause(long from, long to) {
        static final Pause NONE = new Pause(0, 0);

        long nanos() {
            return Math.max(0, to - from);
        }

        /** Returns for how long nothing arrived on any of these loops. */
        static long ofAll(List<Pause> pauses) {
            long from = pauses.stream().mapToLong(Pause::from).max().orElse(0);
            long to = pauses.stream().mapToLong(Pause::to).min().orElse(0);
            return new Pause(from, to).nanos();
        }
    }

    void sent(long now) {
        if (firstSentSince == 0) {
            firstSentSince = now;
        }
    }

    void arrived(long now) {
        if (lastArrival != 0 && firstSentSince != 0) {
            long from = Math.max(lastArrival, firstSentSince);
            if (now - from > longest.nanos()) {
                longest = new Pause(from, now);
            }
        }
        lastArrival = now;
        firstSentSince = 0;
    }

    Pause longest() {
        return longest;
    }
}
