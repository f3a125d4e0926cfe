package dev.wsload.agent.runtime;

import java.util.Arrays;

/**
 * For each slot the time up to which its threads' actions happened before. An epoch is one slot's time in a long. Not thread-safe.
 *
 * <p>Most clocks are copies of another that never change again, so copies share their times until one of them is changed; the time of
 * the slot that changes most, which is that of the thread it belongs to, stands beside them.
 *
 * <p>Rests on Flanagan, Freund: FastTrack, PLDI 2009.
 */
final class VectorClock {
    private static final int[] NONE = {};

    private final int own;
    private int ownTime;
    private int[] times;
    private boolean isShared;

    VectorClock(int own, int time) {
        this(own, time, NONE);
    }

    private VectorClock(int own, int time, int[] shared) {
        this.own = own;
        ownTime = time;
        times = shared;
        isShared = true;
    }

    VectorClock copy() {
        isShared = true;
        return new VectorClock(own, ownTime, times);
    }

    int time(int slot) {
        return slot == own ? ownTime : in(times, slot);
    }

    private static int in(int[] times, int slot) {
        return slot < times.length ? times[slot] : 0;
    }

    /** Its own slot is never set back. */
    void advance(int time) {
        ownTime = Math.max(ownTime, time);
    }

    void join(VectorClock other) {
        if (other.times != times) {
            joinTimes(other);
        }
        if (other.own == own) {
            advance(other.ownTime);
        } else if (other.ownTime > in(times, other.own)) {
            change(other.own + 1);
            times[other.own] = other.ownTime;
        }
        advance(in(times, own));
    }

    private void joinTimes(VectorClock other) {
        if (covers(times, other.times)) {
            return;
        }
        if (covers(other.times, times)) {
            times = other.times;
            isShared = true;
            other.isShared = true;
            return;
        }
        change(other.times.length);
        for (int slot = 0; slot < other.times.length; slot++) {
            times[slot] = Math.max(times[slot], other.times[slot]);
        }
    }

    /** Says whether whatever happened before the other happened before this one, too. */
    boolean covers(VectorClock other) {
        return time(other.own) >= other.ownTime && (times == other.times || covers(times, other.times));
    }

    private static boolean covers(int[] times, int[] others) {
        for (int slot = 0; slot < others.length; slot++) {
            if (others[slot] > in(times, slot)) {
                return false;
            }
        }
        return true;
    }

    private void change(int slots) {
        if (isShared || slots > times.length) {
            times = Arrays.copyOf(times, Math.max(times.length, slots));
            isShared = false;
        }
    }

    long epoch(int slot) {
        return (long) slot << 32 | time(slot);
    }

    /** Says whether what was done in that epoch happened before. */
    boolean covers(long epoch) {
        return (int) epoch <= time((int) (epoch >>> 32));
    }

    static int slotOf(long epoch) {
        return (int) (epoch >>> 32);
    }
}
