package dev.wsload.race.subject;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that have used many objects, and wait for more to do. */
public final class Idlers {
    private static final int OBJECTS = 5_000;

    private Idlers() {}

    /** Returns when one more thread has nothing to do. */
    public static void addOne() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1, work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
        pool.submit(Idlers::useObjects).get();
    }

    private static void useObjects() {
        Slot[] all = new Slot[OBJECTS];
        for (int i = 0; i < OBJECTS; i++) {
            all[i] = new Slot();
            all[i].count++;
        }
    }
}
