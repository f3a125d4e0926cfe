package dev.wsload.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that serves many connections. All state of a connection is touched by its loop only; other threads hand
 * over a command, which the loop runs between two selects.
 *
 * <p>The command queue has no bound of its own. It needs none: other threads wait for their command before they hand over
 * the next, and the loop itself adds at most one a connection and event.
 */
final class EventLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final long MILLI = 1_000_000;
    private static final long SHORT_WAIT_NANOS = 100_000;

    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final TimerQueue timers = new TimerQueue();
    private final Consumer<SelectionKey> ready = key -> ((Connection) key.attachment()).ready();
    private final Consumer<Throwable> defects;
    private final Selector selector;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean over;
    private long now;
    private boolean knowsNow;

    EventLoop(String name, Consumer<Throwable> defects) {
        this.defects = defects;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the event loop " + name + " cannot open its selector (" + e.getMessage()
                            + "): if this process has no file descriptor left, raise its limit (ulimit -n), or close what"
                            + " holds them",
                    e);
        }
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    /**
     * Runs the command on the loop's thread, soon; from that thread too, after what it does now. Once the loop has ended
     * the caller runs it: nobody shall wait for a command that never runs.
     */
    void execute(Runnable command) {
        commands.add(command);
        if (over) {
            runLeftOver();
        } else if (Thread.currentThread() != thread && woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** Computes a value on the loop's thread; what the computation throws completes the answer too. */
    <T> CompletableFuture<T> ask(Supplier<T> question) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a function that the fleet calls back must not call the fleet:"
                    + " its event loop would wait for itself");
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        execute(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    void arm(Timer timer, long delayNanos) {
        timers.arm(timer, System.nanoTime() + delayNanos);
    }

    void armAt(Timer timer, long dueNanos) {
        timers.arm(timer, dueNanos);
    }

    void cancel(Timer timer) {
        timers.cancel(timer);
    }

    /** Returns the time in nanoseconds of the JVM's clock, read once for all that one select has found; on the loop's thread. */
    long now() {
        if (!knowsNow) {
            now = System.nanoTime();
            knowsNow = true;
        }
        return now;
    }

    /** Returns how long after it was due a timer has fired, at most; on the loop's thread. */
    long mostLateNanos() {
        return timers.mostLateNanos();
    }

    SelectionKey register(SocketChannel channel, int interest, Connection connection) throws IOException {
        return channel.register(selector, interest, connection);
    }

    /** Stops the loop and waits for its thread; connections must have ended before. */
    @Override
    public void close() {
        stopped = true;
        selector.wakeup();
        joinUninterruptibly();
    }

    private void joinUninterruptibly() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Selector closing = selector) {
            while (!stopped) {
                turn(closing);
            }
        } catch (IOException | RuntimeException | Error e) {
            report(e);
        } finally {
            over = true;
            runLeftOver();
        }
    }

    private synchronized void runLeftOver() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            try {
                command.run();
            } catch (RuntimeException | Error e) {
                report(e);
            }
        }
    }

    private void turn(Selector open) throws IOException {
        try {
            knowsNow = false;
            runCommands();
            long turn = System.nanoTime();
            boolean tookTime = timers.fireDue(turn);
            knowsNow = false;
            select(open, tookTime ? System.nanoTime() : turn);
        } catch (RuntimeException | Error e) {
            report(e);
        }
    }

    /** A loop that dies takes its clients along: not even a defect that cannot be noted may end it. */
    private void report(Throwable defect) {
        try {
            defects.accept(defect);
        } catch (RuntimeException | Error e) {
            LOG.error("a defect of junit-ws-load could not be noted: {}", defect, e);
        }
    }

    /** Runs as many commands as there are now: one that hands over another must not starve the sockets. */
    private void runCommands() {
        woken.set(false);
        for (int left = commands.size(); left > 0; left--) {
            commands.poll().run();
        }
    }

    /** Waits for sockets, for a command or for a timer; a selector counts in milliseconds, timers do not. */
    private void select(Selector open, long since) throws IOException {
        long wait = commands.isEmpty() ? timers.untilNext(since) : 0;
        if (wait == TimerQueue.NEVER) {
            open.select(ready);
        } else if (wait >= MILLI) {
            open.select(ready, wait / MILLI);
        } else if (open.selectNow(ready) == 0 && wait > 0) {
            LockSupport.parkNanos(this, Math.min(wait, SHORT_WAIT_NANOS));
        }
    }
}
