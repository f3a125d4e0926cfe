package dev.wsload.undertow;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** What is still to come for one connection, and is forgotten when that ends: a timer of XNIO refers to it until its time. Thread-safe. */
final class Timers {
    private final Set<Timer> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean isOver;

    /** Returns what runs the action, once, if the connection has not ended by then. */
    Runnable timer(Runnable action) {
        Timer timer = new Timer(new AtomicReference<>(() -> {}));
        timer.action.set(() -> {
            pending.remove(timer);
            action.run();
        });
        pending.add(timer);
        if (isOver) {
            end();
        }
        return timer;
    }

    void end() {
        isOver = true;
        pending.forEach(timer -> timer.action.set(() -> {}));
        pending.clear();
    }

    private record Timer(AtomicReference<Runnable> action) implements Runnable {
        @Override
        public void run() {
            action.get().run();
        }
    }
}
