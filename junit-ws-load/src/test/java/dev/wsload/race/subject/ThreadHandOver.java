package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.inTurns;
import static dev.wsload.race.subject.Threads.onThread;
import static dev.wsload.race.subject.Threads.started;

import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** By threads themselves: start, end, interrupts, permits, and what each has for itself. */
enum ThreadHandOver implements Round {
    START_AND_JOIN {
        @Override
        public void round() throws Exception {
            Parcel parcel = new Parcel();
            parcel.fill();
            onThread(parcel::change);
            parcel.check(2);
        }
    },
    IS_ALIVE {
        @Override
        public void round() throws Exception {
            Parcel parcel = filled();
            Thread other = started(parcel::change);
            while (other.isAlive()) {
                Thread.onSpinWait();
            }
            parcel.change();
            Thread another = started(parcel::change);
            while (another.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
            parcel.check(4);
        }
    },
    INTERRUPT {
        @Override
        public void round() throws Exception {
            Parcel got = new Parcel();
            Thread waiting = started(() -> {
                try {
                    new CountDownLatch(1).await(5, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    got.change();
                }
            });
            got.fill();
            waiting.interrupt();
            Parcel asked = new Parcel();
            Thread asking = started(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                asked.change();
            });
            asked.fill();
            asking.interrupt();
            waiting.join();
            asking.join();
        }
    },
    INTERRUPTED_WAIT {
        @Override
        public void round() throws Exception {
            Parcel parcel = new Parcel();
            Thread waiter = started(() -> {
                synchronized (parcel) {
                    parcel.change();
                    try {
                        parcel.wait(5_000);
                    } catch (InterruptedException e) {
                        parcel.change();
                    }
                }
            });
            while (waiter.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            synchronized (parcel) {
                waiter.interrupt();
                parcel.change();
            }
            waiter.join();
        }
    },
    INTERRUPT_UNDER_ANOTHER_NAME {
        @Override
        public void round() throws Exception {
            interrupted(parcel -> {
                try {
                    new Bed().lie();
                } catch (Exception e) {
                    parcel.change();
                }
            });
            interrupted(parcel -> {
                try {
                    new Bed().lie();
                } finally {
                    parcel.change();
                }
            });
        }

        private void interrupted(Sleeping sleeping) throws InterruptedException {
            Parcel parcel = new Parcel();
            Parcel known = new Parcel();
            Thread other = started(() -> {
                known.change();
                try {
                    sleeping.with(parcel);
                } catch (InterruptedException e) {
                    known.change();
                }
            });
            while (other.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            parcel.fill();
            other.interrupt();
            other.join();
        }
    },
    OWN_PERMIT {
        @Override
        public void round() throws Exception {
            GuardedCount guarded = new GuardedCount();
            Thread other = started(() -> guarded.count(100));
            for (int i = 0; i < 100; i++) {
                LockSupport.unpark(Thread.currentThread());
                guarded.count(1);
                long begun = System.nanoTime();
                LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(2));
                if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(1)) {
                    throw new IllegalStateException("somebody has taken the permit");
                }
            }
            other.join();
        }
    },
    CLEANER {
        @Override
        public void round() throws Exception {
            Cleaner cleaner = Cleaner.create();
            Parcel parcel = filled();
            CountDownLatch cleaned = new CountDownLatch(1);
            registerGarbage(cleaner, () -> {
                parcel.change();
                cleaned.countDown();
            });
            while (!cleaned.await(1, TimeUnit.MILLISECONDS)) {
                System.gc();
            }
            parcel.check(2);
        }

        private void registerGarbage(Cleaner cleaner, Runnable action) {
            cleaner.register(new Object(), action);
        }
    },
    THREAD_LOCAL {
        @Override
        public void round() throws Exception {
            ThreadLocal<Parcel> own = ThreadLocal.withInitial(Parcel::new);
            inTurns(() -> own.get().change());
        }
    },
    VIRTUAL_THREADS {
        @Override
        public boolean isPossible() {
            return Runtime.version().feature() >= 21;
        }

        @Override
        public void round() throws Exception {
            ExecutorService executor = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            Parcel parcel = new Parcel();
            parcel.fill();
            executor.submit(parcel::change).get();
            ReentrantLock lock = new ReentrantLock();
            for (int i = 0; i < 8; i++) {
                executor.execute(() -> {
                    lock.lock();
                    try {
                        parcel.change();
                    } finally {
                        lock.unlock();
                    }
                });
            }
            executor.shutdown();
            executor.awaitTermination(5, TimeUnit.SECONDS);
            parcel.check(10);
        }
    };

    private static final class Bed {
        synchronized void lie() throws InterruptedException {
            wait(5_000);
        }
    }

    private interface Sleeping {
        void with(Parcel parcel) throws InterruptedException;
    }
}
