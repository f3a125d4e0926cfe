package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
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
    },
    AFTER_A_LOCK_OF_ITS_OWN_CLASS {
        @Override
        public void round() throws Exception {
            Slot slot = new Slot();
            Threads.Work work = () -> {
                TimedLock lock = new TimedLock();
                lock.lock();
                lock.unlock();
                slot.count++;
            };
            atOnce(work, work);
        }
    },
    AFTER_AN_UNLOCK_BY_REFERENCE {
        @Override
        public void round() throws Exception {
            Slot slot = new Slot();
            Threads.Work work = () -> {
                ReentrantLock lock = new ReentrantLock();
                lock.lock();
                Runnable unlock = lock::unlock;
                unlock.run();
                slot.count++;
            };
            atOnce(work, work);
        }
    },
    AFTER_A_WRITE_LOCK_UNLOCKED_BY_REFERENCE {
        @Override
        public void round() throws Exception {
            Slot slot = new Slot();
            Threads.Work work = () -> {
                Lock lock = new ReentrantReadWriteLock().writeLock();
                lock.lock();
                Runnable unlock = lock::unlock;
                unlock.run();
                slot.count++;
            };
            atOnce(work, work);
        }
    };

    private static void requireOneAtMost(int count) {
        if (count > 1) {
            throw new IllegalStateException("counted " + count);
        }
    }
}
