package dev.wsload.undertow;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import java.io.Closeable;
import java.util.concurrent.TimeUnit;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The threads and buffers of one hosted server, all gone once it is closed. Sized as Undertow does by default: an I/O thread
 * per core, at least two, and eight worker threads for each, started when needed.
 */
record HostWorker(XnioWorker xnio, ByteBufferPool buffers) implements Closeable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final long PATIENCE_SECONDS = 5;

    static HostWorker start(UncaughtErrors errors) {
        int ioThreads = Math.max(2, Runtime.getRuntime().availableProcessors());
        XnioWorker xnio = Xnio.getInstance(HostWorker.class.getClassLoader())
                .createWorkerBuilder()
                .setWorkerName("wsload-host")
                .setWorkerIoThreads(ioThreads)
                .setCoreWorkerPoolSize(8 * ioThreads)
                .setMaxWorkerPoolSize(8 * ioThreads)
                .setDaemon(true)
                .setThreadGroup(new WatchedThreads(errors))
                .build();
        return new HostWorker(xnio, new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4));
    }

    /** Ends all connections and waits for the threads; a worker thread that a handler blocks is interrupted. */
    @Override
    public void close() {
        xnio.shutdownNow();
        try {
            if (!xnio.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the hosted server has not stopped within " + PATIENCE_SECONDS
                        + " s: a handler blocks one of its threads and does not react to interruption");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            buffers.close();
        }
    }

    /** Learns what a task throws that a handler gave to a worker thread. */
    private static final class WatchedThreads extends ThreadGroup {
        private final UncaughtErrors errors;

        WatchedThreads(UncaughtErrors errors) {
            super("wsload-host");
            this.errors = errors;
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            errors.add(thrown);
            super.uncaughtException(thread, thrown);
        }
    }
}
