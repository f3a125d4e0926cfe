package dev.wsload.race.subject;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** An event loop whose one method never returns, and synchronizes in its own body. */
public final class OldLoop {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** Begins one, and returns when it waits. */
    public static OldLoop begun() {
        OldLoop loop = new OldLoop();
        Thread thread = new Thread(loop::run);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return loop;
    }

    private void run() {
        try {
            while (true) {
                next().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Runnable next() throws InterruptedException {
        synchronized (tasks) {
            while (tasks.isEmpty()) {
                tasks.wait();
            }
            return tasks.remove();
        }
    }

    /** Lets the loop change what this thread has made. */
    public void handOver() throws InterruptedException {
        Parcel parcel = Parcel.filled();
        CountDownLatch changed = new CountDownLatch(1);
        synchronized (tasks) {
            tasks.add(() -> {
                parcel.change();
                changed.countDown();
            });
            tasks.notifyAll();
        }
        changed.await();
    }
}
