package dev.wsload.undertow;

import dev.wsload.fault.Conditions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import java.io.Closeable;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.Channels;

/**
 * The threads and buffers of one hosted server, told to end when it is closed; its I/O threads have ended then. Sized as Undertow does by default, where it is not
 * said otherwise: an I/O thread per core, at least two, and eight worker threads for each, started when needed.
 */
record HostWorker(
        XnioWorker xnio, ThreadPoolExecutor tasks, Set<Thread> workers, ByteBufferPool buffers, UncaughtErrors errors)
        implements Closeable {
    static final int USUAL_IO_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final String NAME = "wsload-host";
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(HostWorker.class);
    private static final long IDLE_PATIENCE_SECONDS = 2;
    private static final long PATIENCE_SECONDS = 5;
    private static final long POLL_NANOS = 2_000_000;

    static HostWorker start(Conditions conditions, int ioThreads, UncaughtErrors errors) {
        openWhatXnioKeeps();
        // Not XNIO's own pool: it would tell its log alone what a task throws.
        UncaughtExceptionHandler watch = (where, thrown) -> errors.add(thrown);
        ThreadFactory threads =
                conditions.virtualWorkers() ? VirtualThreads.factory(NAME + " task-", watch) : platformThreads(watch);
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        ThreadPoolExecutor tasks = (ThreadPoolExecutor)
                Executors.newFixedThreadPool(conditions.workers().orElse(8 * ioThreads), noting(threads, workers));
        XnioWorker xnio = Xnio.getInstance(HostWorker.class.getClassLoader())
                .createWorkerBuilder()
                .setWorkerName(NAME)
                .setWorkerIoThreads(ioThreads)
                .setExternalExecutorService(tasks)
                .setDaemon(true)
                .build();
        return new HostWorker(xnio, tasks, workers, new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4), errors);
    }

    /** XNIO opens /dev/null when it first drains a channel, and keeps it: whoever counts descriptors must not take that for a leak. */
    private static void openWhatXnioKeeps() {
        UndertowInternals.access(() -> MethodHandles.lookup().ensureInitialized(Channels.class));
    }

    private static ThreadFactory platformThreads(UncaughtExceptionHandler watch) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, NAME + " task-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler(watch);
            return thread;
        };
    }

    private static ThreadFactory noting(ThreadFactory threads, Set<Thread> running) {
        return task -> threads.newThread(() -> {
            running.add(Thread.currentThread());
            try {
                task.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
    }

    /** Returns the threads that handlers run on: those of workers, and those of I/O. */
    List<Thread> threads() {
        return Stream.concat(
                        workers.stream(),
                        IntStream.range(0, xnio.getIoThreadCount()).mapToObj(xnio::getIoThread))
                .toList();
    }

    /** Waits, for a while, until handlers have done what they have begun, such as taking a client off their list. */
    void awaitIdle() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(IDLE_PATIENCE_SECONDS);
        while (isBusy()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, POLL_NANOS);
        }
        if (isBusy()) {
            LOG.info(
                    "{} worker threads of the hosted server are still busy: interrupting them", tasks.getActiveCount());
        }
    }

    /** Returns how many handlers are running on worker threads, about. */
    int running() {
        return tasks.getActiveCount();
    }

    private boolean isBusy() {
        return tasks.getActiveCount() > 0 || !tasks.getQueue().isEmpty();
    }

    /** Ends all connections and waits for the threads; a worker thread that a handler blocks is interrupted. */
    @Override
    public void close() {
        errors.expectInterruption();
        drainIoThreads();
        xnio.shutdownNow();
        tasks.shutdownNow();
        try {
            if (!xnio.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    || !tasks.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the hosted server has not stopped within " + PATIENCE_SECONDS
                        + " s: a handler blocks one of its threads and does not react to interruption");
            }
            joinIoThreads();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            buffers.close();
        }
    }

    /** What was accepted last is handed from one I/O thread to another, which must not be terminating by then. */
    private void drainIoThreads() {
        CountDownLatch drained = new CountDownLatch(xnio.getIoThreadCount());
        for (int thread = 0; thread < xnio.getIoThreadCount(); thread++) {
            xnio.getIoThread(thread).execute(drained::countDown);
        }
        try {
            drained.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** XNIO says that they have terminated a moment before they have. */
    private void joinIoThreads() throws InterruptedException {
        for (int thread = 0; thread < xnio.getIoThreadCount(); thread++) {
            xnio.getIoThread(thread).join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        }
    }
}
