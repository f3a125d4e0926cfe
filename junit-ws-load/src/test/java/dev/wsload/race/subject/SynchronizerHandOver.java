package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.inTurns;
import static dev.wsload.race.subject.Threads.started;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;

/** By what threads meet at. */
enum SynchronizerHandOver implements Round {
    EXCHANGER {
        @Override
        public void round() throws Exception {
            Exchanger<Parcel> exchanger = new Exchanger<>();
            Parcel mine = new Parcel();
            Parcel theirs = new Parcel();
            Thread other = started(() -> {
                theirs.fill();
                exchanger.exchange(theirs).change();
            });
            mine.fill();
            exchanger.exchange(mine).change();
            other.join();
            mine.check(2);
            theirs.check(2);
        }
    },
    COUNT_DOWN_LATCH {
        @Override
        public void round() throws Exception {
            CountDownLatch filled = new CountDownLatch(1);
            CountDownLatch changed = new CountDownLatch(1);
            Parcel parcel = new Parcel();
            started(() -> {
                filled.await();
                parcel.change();
                changed.countDown();
            });
            parcel.fill();
            filled.countDown();
            changed.await();
            parcel.check(2);
        }
    },
    CYCLIC_BARRIER {
        @Override
        public void round() throws Exception {
            CyclicBarrier barrier = new CyclicBarrier(2);
            Parcel parcel = new Parcel();
            started(() -> {
                barrier.await();
                parcel.change();
                barrier.await();
            });
            parcel.fill();
            barrier.await();
            barrier.await();
            parcel.check(2);
        }
    },
    PHASER {
        @Override
        public void round() throws Exception {
            Phaser phaser = new Phaser(2);
            Parcel parcel = new Parcel();
            started(() -> {
                phaser.arriveAndAwaitAdvance();
                parcel.change();
                phaser.arriveAndAwaitAdvance();
            });
            parcel.fill();
            phaser.arriveAndAwaitAdvance();
            phaser.arriveAndAwaitAdvance();
            parcel.check(2);
        }
    },
    SEMAPHORE {
        @Override
        public void round() throws Exception {
            Semaphore mutex = new Semaphore(1);
            Parcel parcel = new Parcel();
            parcel.fill();
            inTurns(() -> {
                mutex.acquire();
                parcel.change();
                mutex.release();
            });
        }
    };
}
