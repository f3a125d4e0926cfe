package dev.wsload.agent.runtime;

import java.util.Arrays;

/**
 * For each slot the time up to which its threads' actions happened before. An epoch is one slot's time in a long. Not thread-safe.
 *
 * <p>Rests on Flanagan, Freund: FastTrack, PLDI 2009.
 */
final class VectorClock {
    private int[] times;

    VectorClock(int slots) {
        times = new int[slots];
    }

    private VectorClock(int[] times) {
        this.times = times;
    }

    VectorClock copy() {
        return new VectorClock(times.clone());
    }

    int time(int slot) {
        return slot < times.length ? times[slot] : 0;
    }

    void set(int slot, int time) {
        if (slot >= times.length) {
            times = Arrays.copyOf(times, slot + 4);
        }
        times[slot] = time;
    }

    void join(VectorClock other) {
        if (times.length < other.times.length) {
            times = Arrays.copyOf(times, other.times.length);
        }
        for (int slot = 0; slot < other.times.length; slot++) {
            if (other.times[slot] > times[slot]) {
                times[slot] = other.times[slot];
            }
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
