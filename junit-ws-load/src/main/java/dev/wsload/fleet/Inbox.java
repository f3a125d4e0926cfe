package dev.wsload.fleet;

import dev.wsload.client.Within;
import dev.wsload.client.WsMessage;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The messages that a client has received and nobody has taken, within a bound. The loop puts, any thread takes. When it
 * is full the oldest message is dropped, and the next taker is told so.
 */
final class Inbox {
    /** What taking from an inbox came to: a message, or why there is none. */
    record Taken(WsMessage message, int dropped, boolean ended) {}

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<WsMessage> messages = new ArrayDeque<>();
    private int dropped;
    private boolean ended;

    Inbox(int capacity) {
        this.capacity = capacity;
    }

    void put(WsMessage message) {
        lock.lock();
        try {
            if (messages.size() == capacity) {
                messages.remove();
                dropped++;
            }
            messages.add(message);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest message; the result holds none when the time is over. */
    Taken take(Within within) throws InterruptedException {
        long nanos = within.duration().toNanos();
        lock.lockInterruptibly();
        try {
            while (messages.isEmpty() && !ended && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            Taken taken = new Taken(dropped > 0 ? null : messages.poll(), dropped, ended);
            dropped = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
