package dev.wsload.race.subject;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Very many threads that do what is right: they count under a lock, and each hands something over to another. */
public final class Crowd {
    private final CountDownLatch isThere;
    private final ReentrantLock lock = new ReentrantLock();
    private final BlockingQueue<int[]> handOver = new LinkedBlockingQueue<>();
    private int locked;
    private int entered;

    private Crowd(int threads) {
        isThere = new CountDownLatch(threads);
    }

    /** Lets so many virtual threads be alive at the same time; returns how many have done their work. */
    public static int together(int threads) throws ReflectiveOperationException, InterruptedException {
        Crowd crowd = new Crowd(threads);
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        for (int i = 0; i < threads; i++) {
            executor.submit(crowd::work);
        }
        executor.shutdown();
        if (!executor.awaitTermination(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException("only " + crowd.locked + " of " + threads + " have done their work");
        }
        return crowd.done();
    }

    /** Lets so many platform threads work one after the other; returns how many have. */
    public static int inTurn(int threads) throws InterruptedException {
        Crowd crowd = new Crowd(1);
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(crowd::workAlone);
            thread.start();
            thread.join();
        }
        return crowd.done();
    }

    private Object work() throws InterruptedException {
        isThere.countDown();
        isThere.await();
        count();
        int[] mine = new int[1];
        mine[0]++;
        handOver.put(mine);
        int[] anothers = handOver.take();
        anothers[0]++;
        return anothers;
    }

    private void workAlone() {
        count();
        int[] mine = new int[1];
        mine[0]++;
        handOver.add(mine);
        int[] anothers = handOver.poll();
        anothers[0]++;
    }

    private void count() {
        lock.lock();
        try {
            locked++;
        } finally {
            lock.unlock();
        }
        synchronized (this) {
            entered++;
        }
    }

    private synchronized int done() {
        if (locked != entered || !handOver.isEmpty()) {
            throw new IllegalStateException(
                    locked + " and " + entered + " counted, " + handOver.size() + " handed over to nobody");
        }
        return locked;
    }
}
