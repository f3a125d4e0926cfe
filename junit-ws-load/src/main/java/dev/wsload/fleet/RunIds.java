package dev.wsload.fleet;

import java.util.SplittableRandom;

/** Numbers for the runs of one fleet: the upper bits are the fleet's, so that strangers can be told from latecomers. */
final class RunIds {
    private static final int RUN_BITS = 10;

    private final int fleet;
    private int next;

    RunIds(SplittableRandom random) {
        fleet = random.nextInt() << RUN_BITS;
    }

    int next() {
        return fleet | (next++ & ((1 << RUN_BITS) - 1));
    }

    static boolean sameFleet(int one, int other) {
        return one >>> RUN_BITS == other >>> RUN_BITS;
    }
}
