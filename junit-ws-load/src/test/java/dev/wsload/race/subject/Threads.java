package dev.wsload.race.subject;

import java.util.List;
import java.util.concurrent.Callable;

/** How rounds run. */
final class Threads {
    private Threads() {}

    /** What a thread does. */
    interface Work {
        void run() throws Exception;
    }

    static Thread started(Work work) {
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

    static void onThread(Work work) throws InterruptedException {
        started(work).join();
    }

    /** Three threads do the same, as they come. */
    static void inTurns(Work work) throws InterruptedException {
        List<Thread> threads = List.of(started(work), started(work), started(work));
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Two threads do what nothing orders. */
    static void atOnce(Work one, Work other) throws InterruptedException {
        Thread first = new Thread(() -> tried(one));
        Thread second = new Thread(() -> tried(other));
        first.start();
        second.start();
        first.join();
        second.join();
    }

    static Parcel awaited(Callable<Parcel> place) throws Exception {
        Parcel parcel = place.call();
        while (parcel == null) {
            Thread.onSpinWait();
            parcel = place.call();
        }
        return parcel;
    }
}
