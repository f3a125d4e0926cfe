package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.awaited;
import static dev.wsload.race.subject.Threads.inTurns;
import static dev.wsload.race.subject.Threads.started;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BiConsumer;

/** By the locks of java.util.concurrent. */
enum LockHandOver implements Round {
    REENTRANT_LOCK {
        @Override
        public void round() throws Exception {
            ReentrantLock lock = new ReentrantLock();
            Parcel parcel = new Parcel();
            inTurns(() -> {
                lock.lock();
                try {
                    parcel.change();
                } finally {
                    lock.unlock();
                }
            });
        }
    },
    TRY_LOCK {
        @Override
        public void round() throws Exception {
            ReentrantLock lock = new ReentrantLock();
            Parcel parcel = new Parcel();
            inTurns(() -> {
                while (!lock.tryLock()) {
                    Thread.onSpinWait();
                }
                try {
                    parcel.change();
                } finally {
                    lock.unlock();
                }
            });
        }
    },
    CONDITION {
        @Override
        public void round() throws Exception {
            ReentrantLock lock = new ReentrantLock();
            Condition isFilled = lock.newCondition();
            Slot slot = new Slot();
            started(() -> {
                Parcel filled = filled();
                lock.lock();
                try {
                    slot.guarded = filled;
                    isFilled.signalAll();
                } finally {
                    lock.unlock();
                }
            });
            lock.lock();
            try {
                while (slot.guarded == null) {
                    isFilled.await(5, TimeUnit.SECONDS);
                }
                slot.guarded.change();
            } finally {
                lock.unlock();
            }
        }
    },
    READ_WRITE_LOCK {
        @Override
        public void round() throws Exception {
            ReadWriteLock lock = new ReentrantReadWriteLock();
            Parcel parcel = new Parcel();
            inTurns(() -> {
                lock.writeLock().lock();
                try {
                    parcel.change();
                } finally {
                    lock.writeLock().unlock();
                }
                lock.readLock().lock();
                try {
                    parcel.look();
                } finally {
                    lock.readLock().unlock();
                }
            });
        }
    },
    STAMPED_LOCK {
        @Override
        public void round() throws Exception {
            StampedLock lock = new StampedLock();
            Parcel parcel = new Parcel();
            inTurns(() -> {
                long stamp = lock.writeLock();
                try {
                    parcel.change();
                } finally {
                    lock.unlockWrite(stamp);
                }
                stamp = lock.readLock();
                try {
                    parcel.look();
                } finally {
                    lock.unlockRead(stamp);
                }
            });
        }
    },
    OPTIMISTIC_READ {
        @Override
        public void round() throws Exception {
            StampedLock lock = new StampedLock();
            Slot slot = new Slot();
            inTurns(() -> {
                long stamp = lock.writeLock();
                try {
                    slot.count++;
                } finally {
                    lock.unlockWrite(stamp);
                }
                stamp = lock.tryOptimisticRead();
                int seen = slot.count;
                if (!lock.validate(stamp)) {
                    stamp = lock.readLock();
                    try {
                        seen = slot.count;
                    } finally {
                        lock.unlockRead(stamp);
                    }
                }
                if (seen < 1) {
                    throw new IllegalStateException("no count");
                }
            });
        }
    },
    SECOND_VALIDATION {
        @Override
        public void round() throws Exception {
            overCount((lock, slot) -> {
                long stamp = lock.tryOptimisticRead();
                int first = slot.count;
                if (lock.validate(stamp)) {
                    int second = slot.count;
                    if (lock.validate(stamp) && first != second) {
                        throw new IllegalStateException(first + " and " + second);
                    }
                }
            });
        }
    },
    READ_UNLESS_LOCKED {
        @Override
        public void round() throws Exception {
            overCount((lock, slot) -> {
                long stamp = lock.tryOptimisticRead();
                int seen = lock.isWriteLocked() || lock.getReadLockCount() > 1 ? 1 : slot.count;
                if (lock.validate(stamp) && seen == 0) {
                    throw new IllegalStateException("no count");
                }
            });
        }
    },
    CONVERTED_READ {
        @Override
        public void round() throws Exception {
            overCount((lock, slot) -> {
                long stamp = lock.tryConvertToOptimisticRead(lock.readLock());
                int seen = slot.count;
                if (lock.validate(stamp) && seen == 0) {
                    throw new IllegalStateException("no count");
                }
            });
        }
    },
    INTERRUPTED_LOCK {
        @Override
        public void round() throws Exception {
            ReentrantLock lock = new ReentrantLock();
            Slot slot = new Slot();
            Parcel parcel = new Parcel();
            lock.lock();
            Thread other = started(() -> {
                try {
                    lock.lockInterruptibly();
                } catch (InterruptedException e) {
                    synchronized (parcel) {
                        parcel.change();
                    }
                    slot.published = parcel;
                }
            });
            while (!lock.hasQueuedThread(other)) {
                Thread.onSpinWait();
            }
            other.interrupt();
            awaited(() -> slot.published).look();
            lock.unlock();
        }
    },
    STAMPS {
        @Override
        public void round() throws Exception {
            StampedLock lock = new StampedLock();
            Parcel parcel = new Parcel();
            inTurns(() -> {
                long stamp = lock.writeLock();
                parcel.change();
                if (!StampedLock.isWriteLockStamp(stamp)) {
                    throw new IllegalStateException("no write lock");
                }
                lock.unlockWrite(stamp);
            });
        }
    },
    OWN_LOCK {
        @Override
        public void round() throws Exception {
            TimedLock lock = new TimedLock();
            Parcel parcel = new Parcel();
            inTurns(() -> {
                lock.lock();
                try {
                    parcel.change();
                    if (lock.waitedNanos() < 0) {
                        throw new IllegalStateException("time runs backwards");
                    }
                } finally {
                    lock.unlock();
                }
            });
        }
    },
    /** What comes after it is no part of the lock. */
    FAILED_UNLOCK {
        @Override
        public void round() throws Exception {
            SynchronousQueue<Slot> queue = new SynchronousQueue<>();
            started(() -> {
                unlockInVain(new ReentrantLock());
                Slot slot = new Slot();
                synchronized (slot) {
                    slot.count++;
                }
                queue.put(slot);
            });
            if (queue.take().count != 1) {
                throw new IllegalStateException("not counted");
            }
        }

        private void unlockInVain(ReentrantLock lock) {
            try {
                lock.unlock();
            } catch (IllegalMonitorStateException expected) {
                return;
            }
            throw new IllegalStateException("unlocked");
        }
    };

    private static void overCount(BiConsumer<StampedLock, Slot> look) throws InterruptedException {
        StampedLock lock = new StampedLock();
        Slot slot = new Slot();
        inTurns(() -> {
            for (int i = 0; i < 100; i++) {
                long stamp = lock.writeLock();
                slot.count++;
                lock.unlockWrite(stamp);
                look.accept(lock, slot);
            }
        });
    }
}
