package dev.wsload.race.subject;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Timer;
import java.util.TimerTask;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.IntStream;

/** The ways in which one thread hands its work over to another, each of them right: a round writes in one thread, and reads in another. */
enum HandOver {
    START_AND_JOIN {
        @Override
        void round() throws Exception {
            Parcel parcel = new Parcel();
            parcel.fill();
            onThread(parcel::change);
            parcel.check(2);
        }
    },
    SUBMIT_AND_GET {
        @Override
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
            ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
            Parcel parcel = new Parcel();
            parcel.fill();
            executor.schedule(parcel::change, 1, TimeUnit.MILLISECONDS).get();
            parcel.check(2);
            executor.shutdown();
        }
    },
    ARRAY_BLOCKING_QUEUE {
        @Override
        void round() throws Exception {
            overQueues(new ArrayBlockingQueue<>(1), new ArrayBlockingQueue<>(1));
        }
    },
    LINKED_BLOCKING_QUEUE {
        @Override
        void round() throws Exception {
            overQueues(new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>());
        }
    },
    LINKED_BLOCKING_DEQUE {
        @Override
        void round() throws Exception {
            overQueues(new LinkedBlockingDeque<>(), new LinkedBlockingDeque<>());
        }
    },
    PRIORITY_BLOCKING_QUEUE {
        @Override
        void round() throws Exception {
            overQueues(new PriorityBlockingQueue<>(), new PriorityBlockingQueue<>());
        }
    },
    SYNCHRONOUS_QUEUE {
        @Override
        void round() throws Exception {
            overQueues(new SynchronousQueue<>(), new SynchronousQueue<>());
        }
    },
    TRANSFER_QUEUE {
        @Override
        void round() throws Exception {
            overQueues(new LinkedTransferQueue<>(), new LinkedTransferQueue<>());
        }
    },
    CONCURRENT_QUEUE {
        @Override
        void round() throws Exception {
            overPolled(new ConcurrentLinkedQueue<>());
        }
    },
    CONCURRENT_DEQUE {
        @Override
        void round() throws Exception {
            overPolled(new ConcurrentLinkedDeque<>());
        }
    },
    EXCHANGER {
        @Override
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
            Semaphore mutex = new Semaphore(1);
            Parcel parcel = new Parcel();
            parcel.fill();
            inTurns(() -> {
                mutex.acquire();
                parcel.change();
                mutex.release();
            });
        }
    },
    COMPLETABLE_FUTURE {
        @Override
        void round() throws Exception {
            Parcel parcel = new Parcel();
            parcel.fill();
            CompletableFuture.runAsync(parcel::change)
                    .thenRunAsync(parcel::change)
                    .thenRun(parcel::change)
                    .join();
            parcel.check(4);
        }
    },
    COMPLETED_FUTURE {
        @Override
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
            ForkJoinPool pool = new ForkJoinPool(2);
            pool.invoke(new Summing(3));
            pool.shutdown();
        }
    },
    COMMON_POOL {
        @Override
        void round() throws Exception {
            ForkJoinPool.commonPool().invoke(new Summing(3));
        }
    },
    PARALLEL_STREAM {
        @Override
        void round() throws Exception {
            Parcel[] parcels = new Parcel[8];
            IntStream.range(0, parcels.length).parallel().forEach(i -> {
                parcels[i] = new Parcel();
                parcels[i].fill();
            });
            for (Parcel parcel : parcels) {
                parcel.check(1);
            }
        }
    },
    ATOMIC_REFERENCE {
        @Override
        void round() throws Exception {
            AtomicReference<Parcel> place = new AtomicReference<>();
            started(() -> place.set(filled()));
            awaited(place::get).change();
        }
    },
    ATOMIC_REFERENCE_ORDERED {
        @Override
        void round() throws Exception {
            AtomicReference<Parcel> place = new AtomicReference<>();
            started(() -> place.setRelease(filled()));
            awaited(place::getAcquire).change();
        }
    },
    ATOMIC_ARRAY {
        @Override
        void round() throws Exception {
            AtomicReferenceArray<Parcel> place = new AtomicReferenceArray<>(1);
            started(() -> place.set(0, filled()));
            awaited(() -> place.get(0)).change();
        }
    },
    ATOMIC_FLAG {
        @Override
        void round() throws Exception {
            AtomicBoolean isMine = new AtomicBoolean();
            Parcel parcel = new Parcel();
            inTurns(() -> {
                while (!isMine.compareAndSet(false, true)) {
                    Thread.onSpinWait();
                }
                parcel.change();
                isMine.set(false);
            });
        }
    },
    ATOMIC_COUNTER {
        @Override
        void round() throws Exception {
            AtomicInteger turn = new AtomicInteger();
            Parcel parcel = new Parcel();
            started(() -> {
                parcel.fill();
                turn.incrementAndGet();
            });
            while (turn.get() == 0) {
                Thread.onSpinWait();
            }
            parcel.change();
        }
    },
    CONCURRENT_MAP {
        @Override
        void round() throws Exception {
            overMap(new ConcurrentHashMap<>());
        }
    },
    CONCURRENT_SORTED_MAP {
        @Override
        void round() throws Exception {
            overMap(new ConcurrentSkipListMap<>());
        }
    },
    COPY_ON_WRITE_LIST {
        @Override
        void round() throws Exception {
            List<Parcel> list = new CopyOnWriteArrayList<>();
            started(() -> list.add(filled()));
            awaited(() -> list.isEmpty() ? null : list.get(0)).change();
        }
    },
    SYNCHRONIZED_LIST {
        @Override
        void round() throws Exception {
            List<Parcel> list = Collections.synchronizedList(new ArrayList<>());
            started(() -> list.add(filled()));
            awaited(() -> list.isEmpty() ? null : list.get(0)).change();
        }
    },
    VECTOR {
        @Override
        void round() throws Exception {
            Vector<Parcel> list = new Vector<>();
            started(() -> list.add(filled()));
            awaited(() -> list.isEmpty() ? null : list.get(0)).change();
        }
    },
    HASHTABLE {
        @Override
        void round() throws Exception {
            overMap(new Hashtable<>());
        }
    },
    VAR_HANDLE_RELEASE {
        @Override
        void round() throws Exception {
            Slot slot = new Slot();
            started(() -> Slot.PARCEL.setRelease(slot, filled()));
            awaited(() -> (Parcel) Slot.PARCEL.getAcquire(slot)).change();
        }
    },
    VAR_HANDLE_CAS {
        @Override
        void round() throws Exception {
            Slot slot = new Slot();
            started(() -> Slot.PARCEL.compareAndSet(slot, null, filled()));
            awaited(() -> (Parcel) Slot.PARCEL.getAndSet(slot, null)).change();
        }
    },
    VOLATILE {
        @Override
        void round() throws Exception {
            Slot slot = new Slot();
            started(() -> slot.published = filled());
            awaited(() -> slot.published).change();
        }
    },
    STATIC_VOLATILE {
        @Override
        void round() throws Exception {
            Slot.everybodys = null;
            Thread other = started(() -> Slot.everybodys = filled());
            awaited(() -> Slot.everybodys).change();
            other.join();
        }
    },
    FINAL_FIELDS {
        @Override
        void round() throws Exception {
            Slot slot = new Slot();
            started(() -> slot.published = null);
            Immutable shared = new Immutable(7, List.of("a"));
            inTurns(shared::check);
        }
    },
    CLASS_INITIALIZATION {
        @Override
        void round() throws Exception {
            inTurns(Holder::look);
        }
    },
    THREAD_LOCAL {
        @Override
        void round() throws Exception {
            ThreadLocal<Parcel> own = ThreadLocal.withInitial(Parcel::new);
            inTurns(() -> own.get().change());
        }
    },
    MONITOR {
        @Override
        void round() throws Exception {
            Parcel parcel = new Parcel();
            inTurns(() -> {
                synchronized (parcel) {
                    parcel.change();
                }
            });
        }
    },
    SYNCHRONIZED_METHOD {
        @Override
        void round() throws Exception {
            Guarded guarded = new Guarded();
            inTurns(guarded::count);
        }
    },
    WAIT_AND_NOTIFY {
        @Override
        void round() throws Exception {
            Slot slot = new Slot();
            started(() -> {
                Parcel filled = filled();
                synchronized (slot) {
                    slot.guarded = filled;
                    slot.notifyAll();
                }
            });
            Parcel got;
            synchronized (slot) {
                while (slot.guarded == null) {
                    slot.wait(5_000);
                }
                got = slot.guarded;
            }
            got.change();
        }
    },
    REENTRANT_LOCK {
        @Override
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
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
    TIMER {
        @Override
        void round() throws Exception {
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
    PIPE {
        @Override
        void round() throws Exception {
            Parcel parcel = new Parcel();
            try (PipedOutputStream out = new PipedOutputStream();
                    PipedInputStream in = new PipedInputStream(out)) {
                Thread other = started(() -> {
                    parcel.fill();
                    say(out);
                });
                in.read();
                parcel.change();
                other.join();
            }
        }

        private void say(PipedOutputStream out) throws IOException {
            out.write(1);
            out.flush();
        }
    },
    NETTY_LOOP {
        @Override
        void round() throws Exception {
            Loops.onNetty(HandOver::overExecutor);
        }
    },
    XNIO_LOOP {
        @Override
        void round() throws Exception {
            Loops.onXnio(HandOver::overExecutor);
        }
    },
    IS_ALIVE {
        @Override
        void round() throws Exception {
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
        void round() throws Exception {
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
        void round() throws Exception {
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
    INHERITED_VOLATILE {
        @Override
        void round() throws Exception {
            Slot.everybodys = null;
            Thread other = started(() -> SpecialSlot.publish(filled()));
            awaited(() -> Slot.everybodys).change();
            other.join();
        }
    },
    STATIC_VAR_HANDLE {
        @Override
        void round() throws Exception {
            Slot.STATIC.setRelease((Parcel) null);
            Thread other = started(() -> Slot.STATIC.setRelease(filled()));
            awaited(() -> (Parcel) Slot.STATIC.getAcquire()).change();
            other.join();
        }
    },
    INHERITED_CONSTANT {
        @Override
        void round() throws Exception {
            onceInitialized(() -> Heir.inherited().look());
        }
    },
    ENUM_BY_NAME {
        @Override
        void round() throws Exception {
            onceInitialized(() -> Planet.valueOf("EARTH").parcel.look());
        }
    },
    CONCURRENT_SORTED_WALK {
        @Override
        void round() throws Exception {
            ConcurrentSkipListMap<Integer, Parcel> map = new ConcurrentSkipListMap<>();
            Thread other = started(() -> {
                for (int i = 0; i < 20; i++) {
                    map.put(i, filled());
                }
            });
            int seen = 0;
            while (seen < 20) {
                seen = 0;
                for (Parcel parcel : map.values()) {
                    parcel.look();
                    seen++;
                }
                map.tailMap(5).values().forEach(Parcel::look);
            }
            other.join();
        }
    },
    OWN_PERMIT {
        @Override
        void round() throws Exception {
            Guarded guarded = new Guarded();
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
    ATTACHMENT {
        @Override
        void round() throws Exception {
            try (Selector selector = Selector.open();
                    DatagramChannel channel = DatagramChannel.open()) {
                channel.configureBlocking(false);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                started(() -> key.attach(filled()));
                awaited(() -> (Parcel) key.attachment()).change();
            }
        }
    },
    INTERRUPTED_LOCK {
        @Override
        void round() throws Exception {
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
        void round() throws Exception {
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
    VIRTUAL_THREADS {
        @Override
        boolean isPossible() {
            return Runtime.version().feature() >= 21;
        }

        @Override
        void round() throws Exception {
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

    abstract void round() throws Exception;

    boolean isPossible() {
        return true;
    }

    // ---- what is handed over

    /** Nothing in it is safe: whoever has it has it alone. */
    static final class Parcel implements Comparable<Parcel> {
        private int changes;
        private final List<String> notes = new ArrayList<>();
        private final int[] counts = new int[2];

        void fill() {
            change();
        }

        void change() {
            changes++;
            notes.add("changed");
            counts[0]++;
        }

        void look() {
            if (changes != notes.size() || counts[0] != changes) {
                throw new IllegalStateException(changes + " changes, " + notes.size() + " notes");
            }
        }

        void check(int expected) {
            look();
            if (changes != expected) {
                throw new IllegalStateException(changes + " changes, must be " + expected);
            }
        }

        @Override
        public int compareTo(Parcel other) {
            return 0;
        }
    }

    private static class Slot {
        private static final VarHandle PARCEL = parcel();
        private static final VarHandle STATIC = inStatic();
        static volatile Parcel everybodys;
        private static Parcel handledOfAll;

        private Parcel handled;
        private volatile Parcel published;
        private Parcel guarded;
        private int count;

        private static VarHandle inStatic() {
            try {
                return MethodHandles.lookup().findStaticVarHandle(Slot.class, "handledOfAll", Parcel.class);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static VarHandle parcel() {
            try {
                return MethodHandles.lookup().findVarHandle(Slot.class, "handled", Parcel.class);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Names what it inherits as if it were its own. */
    private static final class SpecialSlot extends Slot {
        static void publish(Parcel parcel) {
            everybodys = parcel;
        }
    }

    private static class Legacy {
        static final Parcel PARCEL = filled();
    }

    /** Has no initializer itself. */
    private static final class Heir extends Legacy {
        static Parcel inherited() {
            return PARCEL;
        }
    }

    private enum Planet {
        EARTH;

        private final Parcel parcel = filled();
    }

    private static final class Guarded {
        private int count;

        synchronized void count() {
            count++;
        }

        void count(int times) {
            for (int i = 0; i < times; i++) {
                count();
            }
        }
    }

    private static final class Immutable {
        private final int number;
        private final List<String> notes;

        Immutable(int number, List<String> notes) {
            this.number = number;
            this.notes = notes;
        }

        void check() {
            if (number != 7 || notes.size() != 1) {
                throw new IllegalStateException("not as it was made");
            }
        }
    }

    private static final class Holder {
        private static Parcel parcel = filled();

        private Holder() {}

        static void look() {
            parcel.look();
        }
    }

    private static final class Summing extends RecursiveTask<Parcel> {
        private static final long serialVersionUID = 1;

        private final int depth;

        Summing(int depth) {
            this.depth = depth;
        }

        @Override
        protected Parcel compute() {
            Parcel own = filled();
            if (depth > 0) {
                Summing left = new Summing(depth - 1);
                left.fork();
                new Summing(depth - 1).compute().check(1);
                left.join().check(1);
            }
            return own;
        }
    }

    // ---- how

    private interface Work {
        void run() throws Exception;
    }

    private static Parcel filled() {
        Parcel parcel = new Parcel();
        parcel.fill();
        return parcel;
    }

    private static Thread started(Work work) {
        Thread thread = new Thread(() -> tried(work));
        thread.start();
        return thread;
    }

    private static void tried(Work work) {
        try {
            work.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void onThread(Work work) throws InterruptedException {
        started(work).join();
    }

    /** Three threads do the same, as they come. */
    private static void inTurns(Work work) throws InterruptedException {
        List<Thread> threads = List.of(started(work), started(work), started(work));
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** One after the other, though nothing but the initialization of a class orders them. */
    private static void onceInitialized(Work work) throws InterruptedException {
        Thread first = new Thread(() -> tried(work));
        Thread second = new Thread(() -> tried(work));
        first.start();
        second.start();
        first.join();
        second.join();
    }

    private static Parcel awaited(Callable<Parcel> place) throws Exception {
        Parcel parcel = place.call();
        while (parcel == null) {
            Thread.onSpinWait();
            parcel = place.call();
        }
        return parcel;
    }

    private static void overQueues(BlockingQueue<Parcel> there, BlockingQueue<Parcel> back) throws Exception {
        started(() -> {
            Parcel got = there.take();
            got.change();
            back.put(got);
        });
        there.put(filled());
        back.take().check(2);
    }

    private static void overPolled(Queue<Parcel> queue) throws Exception {
        started(() -> queue.add(filled()));
        awaited(queue::poll).change();
    }

    private static void overMap(Map<String, Parcel> map) throws Exception {
        started(() -> map.put("parcel", filled()));
        awaited(() -> map.get("parcel")).change();
    }

    private static void overExecutor(Executor loop) {
        Parcel parcel = filled();
        CompletableFuture<Parcel> changed = new CompletableFuture<>();
        loop.execute(() -> {
            parcel.change();
            changed.complete(parcel);
        });
        changed.join().check(2);
    }
}
