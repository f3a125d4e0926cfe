package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

import java.util.concurrent.locks.StampedLock;

/** Races beside locks. */
enum LockRace implements Round {
    /** Nobody asks whether the optimistic read was valid, and much later the thread reads something else. */
    FORGOTTEN_STAMP {
        @Override
        public void round() throws Exception {
            StampedLock lock = new StampedLock();
            GuardedCount other = new GuardedCount();
            Slot slot = new Slot();
            atOnce(
                    () -> {
                        lock.tryOptimisticRead();
                        other.count();
                        requireOneAtMost(slot.count);
                    },
                    () -> slot.count++);
        }
    };

    private static void requireOneAtMost(int count) {
        if (count > 1) {
            throw new IllegalStateException("counted " + count);
        }
    }
}
