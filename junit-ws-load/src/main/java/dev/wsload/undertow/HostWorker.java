package dev.wsload.undertow;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import java.io.Closeable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The threads and buffers of one hosted server, all gone once it is closed. Sized as Undertow does by default: an I/O thread
 * per core, at least two, and eight worker threads for each, started when needed.
 */
record HostWorker(XnioWorker xnio, ExecutorService tasks, ByteBufferPool buffers) implements Closeable {
    private static final String NAME = "wsload-host";
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final long PATIENCE_SECONDS = 5;

    static HostWorker start(UncaughtErrors errors) {
        int ioThreads = Math.max(2, Runtime.getRuntime().availableProcessors());
        // Not XNIO's own pool: it would tell its log alone what a task throws.
        ExecutorService tasks = Executors.newFixedThreadPool(8 * ioThreads, watchedBy(errors));
        XnioWorker xnio = Xnio.getInstance(HostWorker.class.getClassLoader())
                .createWorkerBuilder()
                .setWorkerName(NAME)
                .setWorkerIoThreads(ioThreads)
                .setExternalExecutorService(tasks)
                .setDaemon(true)
                .build();
        return new HostWorker(xnio, tasks, new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4));
    }

    private static ThreadFactory watchedBy(UncaughtErrors errors) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, NAME + " task-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((where, thrown) -> errors.add(thrown));
            return thread;
        };
    }

    /** Ends all connections and waits for the threads; a worker thread that a handler blocks is interrupted. */
    @Override
    public void close() {
        xnio.shutdownNow();
        tasks.shutdownNow();
        try {
            if (!xnio.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    || !tasks.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the hosted server has not stopped within " + PATIENCE_SECONDS
                        + " s: a handler blocks one of its threads and does not react to interruption");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            buffers.close();
        }
    }
}
