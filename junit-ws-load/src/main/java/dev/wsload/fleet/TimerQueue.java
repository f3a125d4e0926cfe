package dev.wsload.fleet;

import java.util.Arrays;

/**
 * The timers of one event loop: a binary heap in which a timer knows its place, so that a cancelled one leaves at once
 * and holds on to nothing. Not thread-safe.
 */
final class TimerQueue {
    static final long NEVER = Long.MAX_VALUE;

    private Timer[] heap = new Timer[64];
    private int size;
    private long mostLateNanos;

    void arm(Timer timer, long dueNanos) {
        cancel(timer);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        timer.due = dueNanos;
        siftUp(size++, timer);
    }

    void cancel(Timer timer) {
        int hole = timer.position;
        if (!timer.isArmed()) {
            return;
        }
        timer.forget();
        Timer last = heap[--size];
        heap[size] = null;
        if (hole < size) {
            siftDown(hole, last);
            siftUp(last.position, last);
        }
    }

    /** Fires what is due, one after the other, and returns whether anything was; an action may arm and cancel timers. */
    boolean fireDue(long now) {
        boolean any = false;
        while (size > 0 && heap[0].due - now <= 0) {
            any = true;
            Timer first = heap[0];
            mostLateNanos = Math.max(mostLateNanos, now - first.due);
            cancel(first);
            first.action.run();
        }
        return any;
    }

    /** Returns how long after it was due a timer has fired, at most. */
    long mostLateNanos() {
        return mostLateNanos;
    }

    /** Returns the nanoseconds until the next timer is due, {@link #NEVER} when there is none. */
    long untilNext(long now) {
        return size == 0 ? NEVER : Math.max(0, heap[0].due - now);
    }

    private void siftUp(int start, Timer timer) {
        int hole = start;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (heap[parent].due - timer.due <= 0) {
                break;
            }
            place(hole, heap[parent]);
            hole = parent;
        }
        place(hole, timer);
    }

    private void siftDown(int start, Timer timer) {
        int hole = start;
        for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && heap[child + 1].due - heap[child].due < 0) {
                child++;
            }
            if (timer.due - heap[child].due <= 0) {
                break;
            }
            place(hole, heap[child]);
            hole = child;
        }
        place(hole, timer);
    }

    private void place(int position, Timer timer) {
        heap[position] = timer;
        timer.position = position;
    }
}
