package dev.wsload.fleet;

import dev.wsload.client.Within;
import dev.wsload.client.WsMessage;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The messages that a client has received and nobody has taken, within bounds: so many messages, and 256 KiB of them unless a
 * single one is larger. The loop puts, any thread takes. When it
 * is full the oldest message is dropped, and the next taker is told so.
 */
final class Inbox {
    /** What taking from an inbox came to: a message, or why there is none. */
    record Taken(WsMessage message, int dropped, boolean ended) {}

    private static final int MAX_BYTES = 256 * 1024;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<WsMessage> messages = new ArrayDeque<>();
    private long bytes;
    private int dropped;
    private boolean ended;

    Inbox(int capacity) {
        this.capacity = capacity;
    }

    void put(WsMessage message) {
        lock.lock();
        try {
            messages.add(message);
            bytes += message.payload().length;
            while (messages.size() > capacity || bytes > MAX_BYTES && messages.size() > 1) {
                bytes -= messages.remove().payload().length;
                dropped++;
            }
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
            WsMessage message = dropped > 0 ? null : messages.poll();
            bytes -= message == null ? 0 : message.payload().length;
            Taken taken = new Taken(message, dropped, ended);
            dropped = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
