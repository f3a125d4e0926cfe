package dev.wsload.fleet;

import java.util.concurrent.atomic.AtomicLong;

/** A number that one event loop writes and any thread reads. */
final class Counter {
    private final AtomicLong value = new AtomicLong();

    void add(long delta) {
        value.setOpaque(value.getPlain() + delta);
    }

    void set(long newValue) {
        value.setOpaque(newValue);
    }

    long get() {
        return value.getOpaque();
    }
}
