package dev.wsload.result;

/**
 * What one receiver has heard from one sender: the highest number, and which of the {@value #WINDOW} numbers up to it
 * have arrived. Made by {@link DeliveryLedger#stream}; belongs to that ledger's event loop.
 *
 * <p>There is one for every receiver and sender heard, so its size counts: 48 bytes on a 64-bit JVM with compressed
 * pointers. What fell out of the window needs no field: whatever was owed and is not accounted for is missing.
 *
 * @since 0.1
 */
public final class StreamLedger {
    /** How far a number may lag behind the highest one and still be judged. */
    static final int WINDOW = 64;

    /** What an arrival is. */
    enum Arrival {
        IN_ORDER,
        LATE,
        REPEATED,
        NOT_OWED,
        OUT_OF_WINDOW
    }

    final int receiver;
    final int sender;
    private final int firstOwed;
    private int lowest = Integer.MAX_VALUE;
    private int highest = -1;
    private int accounted;
    private long window;

    StreamLedger(int receiver, int sender, int firstOwed) {
        this.receiver = receiver;
        this.sender = sender;
        this.firstOwed = firstOwed;
    }

    Arrival book(int sequence) {
        int lag = highest - sequence;
        if (lag >= WINDOW) {
            accounted += owes(sequence) ? 1 : 0;
            return Arrival.OUT_OF_WINDOW;
        }
        if (lag >= 0 && (window >>> lag & 1) == 1) {
            return Arrival.REPEATED;
        }
        mark(sequence, lag);
        lowest = Math.min(lowest, sequence);
        if (!owes(sequence)) {
            return Arrival.NOT_OWED;
        }
        accounted++;
        return lag < 0 ? Arrival.IN_ORDER : Arrival.LATE;
    }

    private boolean owes(int sequence) {
        return sequence >= firstOwed;
    }

    /** A shift by 64 or more would wrap around in Java: the window is empty then. */
    private void mark(int sequence, int lag) {
        if (lag >= 0) {
            window |= 1L << lag;
        } else {
            window = lag <= -WINDOW ? 1 : window << -lag | 1;
            highest = sequence;
        }
    }

    int highest() {
        return highest;
    }

    int owed(int sentExclusive) {
        return Math.max(0, sentExclusive - firstOwed);
    }

    int lost(int sentExclusive) {
        return Math.max(0, owed(sentExclusive) - accounted);
    }

    /** Returns how many messages were sent after the last one that came, or in all if none came. */
    int tail(int sentExclusive) {
        return sentExclusive - 1 - highest;
    }

    /** Returns how many owed messages were sent before the first one that came; none if none came. */
    int head() {
        return accounted == 0 ? 0 : Math.max(0, lowest - firstOwed);
    }

    /** Says what is missing, in words: {@code heard 97 of 100 messages of client 3, none after number 96}. */
    String gap(int sentExclusive) {
        int owed = owed(sentExclusive);
        String of = owed + (owed == 1 ? " message" : " messages") + " of client " + sender;
        if (accounted == 0) {
            return "heard none of " + of;
        }
        int tail = tail(sentExclusive);
        String where = tail == 0
                ? (head() == lost(sentExclusive)
                        ? "none before number " + lowest
                        : lost(sentExclusive) + " missing before number " + highest)
                : tail == lost(sentExclusive)
                        ? "none after number " + highest
                        : lost(sentExclusive) + " missing, " + tail + " of them after number " + highest;
        return "heard " + accounted + " of " + of + ", " + where;
    }
}
