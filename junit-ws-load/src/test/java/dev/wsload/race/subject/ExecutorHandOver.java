package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.started;

import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** By tasks: executors, futures, ForkJoin, streams, timers, and the event loops of containers. */
enum ExecutorHandOver implements Round {
    SUBMIT_AND_GET {
        @Override
        public void round() throws Exception {
            ExecutorService executor = Executors.newFixedThreadPool(2);
            Parcel parcel = new Parcel();
            parcel.fill();
            executor.submit(parcel::change).get();
            executor.submit(parcel::change).get();
            parcel.check(3);
            executor.shutdown();
        }
    },
    INVOKE_ALL {
        @Override
        public void round() throws Exception {
            ExecutorService executor = Executors.newCachedThreadPool();
            Parcel one = new Parcel();
            Parcel other = new Parcel();
            Callable<Object> change = () -> {
                one.fill();
                return one;
            };
            Callable<Object> otherChange = () -> {
                other.fill();
                return other;
            };
            executor.invokeAll(List.of(change, otherChange));
            one.check(1);
            other.check(1);
            executor.shutdown();
        }
    },
    AWAIT_TERMINATION {
        @Override
        public void round() throws Exception {
            ExecutorService executor = Executors.newSingleThreadExecutor();
            Parcel parcel = new Parcel();
            parcel.fill();
            executor.execute(parcel::change);
            executor.shutdown();
            executor.awaitTermination(5, TimeUnit.SECONDS);
            parcel.check(2);
        }
    },
    SCHEDULED {
        @Override
        public void round() throws Exception {
            ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
            Parcel parcel = new Parcel();
            parcel.fill();
            executor.schedule(parcel::change, 1, TimeUnit.MILLISECONDS).get();
            parcel.check(2);
            executor.shutdown();
        }
    },
    COMPLETABLE_FUTURE {
        @Override
        public void round() throws Exception {
            Begun elsewhere = new Begun();
            Parcel parcel = new Parcel();
            parcel.fill();
            CompletableFuture<Void> changed = CompletableFuture.runAsync(() -> {
                        elsewhere.say();
                        parcel.change();
                    })
                    .thenRunAsync(parcel::change)
                    .thenRun(parcel::change);
            elsewhere.await();
            changed.join();
            parcel.check(4);
        }
    },
    COMPLETED_FUTURE {
        @Override
        public void round() throws Exception {
            CompletableFuture<Parcel> future = new CompletableFuture<>();
            started(() -> {
                Parcel parcel = new Parcel();
                parcel.fill();
                future.complete(parcel);
            });
            future.get().change();
            future.get().check(2);
        }
    },
    FUTURE_TASK {
        @Override
        public void round() throws Exception {
            Parcel parcel = new Parcel();
            parcel.fill();
            FutureTask<Object> task = new FutureTask<>(parcel::change, null);
            new Thread(task).start();
            task.get();
            parcel.check(2);
        }
    },
    FORK_JOIN {
        @Override
        public void round() throws Exception {
            ForkJoinPool pool = new ForkJoinPool(2);
            pool.invoke(new Summing(3, new Begun())).check(1);
            pool.shutdown();
        }
    },
    COMMON_POOL {
        @Override
        public void round() throws Exception {
            Begun elsewhere = new Begun();
            Summing summing = new Summing(3, elsewhere);
            ForkJoinPool.commonPool().execute(summing);
            elsewhere.await();
            summing.join().check(1);
        }
    },
    PARALLEL_STREAM {
        @Override
        public void round() throws Exception {
            Begun elsewhere = new Begun();
            Thread caller = Thread.currentThread();
            Parcel[] parcels = new Parcel[8];
            IntStream.range(0, parcels.length).parallel().forEach(i -> {
                if (Thread.currentThread() == caller) {
                    elsewhere.await();
                } else {
                    elsewhere.say();
                }
                parcels[i] = new Parcel();
                parcels[i].fill();
            });
            for (Parcel parcel : parcels) {
                parcel.check(1);
            }
        }
    },
    TIMER {
        @Override
        public void round() throws Exception {
            Timer timer = new Timer(true);
            CountDownLatch done = new CountDownLatch(1);
            Parcel parcel = new Parcel();
            parcel.fill();
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            parcel.change();
                            done.countDown();
                        }
                    },
                    1);
            done.await();
            parcel.check(2);
            timer.cancel();
        }
    },
    NETTY_LOOP {
        @Override
        public void round() throws Exception {
            Loops.onNetty(ExecutorHandOver::overExecutor);
        }
    },
    XNIO_LOOP {
        @Override
        public void round() throws Exception {
            Loops.onXnio(ExecutorHandOver::overExecutor);
        }
    };

    private static void overExecutor(Executor loop) {
        Parcel parcel = filled();
        CompletableFuture<Parcel> changed = new CompletableFuture<>();
        loop.execute(() -> {
            parcel.change();
            changed.complete(parcel);
        });
        changed.join().check(2);
    }

    private static final class Summing extends RecursiveTask<Parcel> {
        private static final long serialVersionUID = 1;

        private final int depth;
        private final transient Begun begun;

        Summing(int depth, Begun begun) {
            this.depth = depth;
            this.begun = begun;
        }

        @Override
        protected Parcel compute() {
            begun.say();
            Parcel own = filled();
            if (depth > 0) {
                Summing left = new Summing(depth - 1, begun);
                left.fork();
                new Summing(depth - 1, begun).compute().check(1);
                left.join().check(1);
            }
            return own;
        }
    }
}
