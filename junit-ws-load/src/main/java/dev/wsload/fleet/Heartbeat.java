package dev.wsload.fleet;

import dev.wsload.metrics.LatencyRecorder;

/**
 * Measures how late an event loop is: what an event that comes at any moment has to wait for, because the loop is busy, or
 * stopped, or has no core. Its loop alone touches it.
 */
final class Heartbeat {
    private static final long PERIOD_NANOS = 10_000_000;

    private final EventLoop loop;
    private final Timer timer = new Timer(this::beat);
    private LatencyRecorder lateness = new LatencyRecorder();

    Heartbeat(EventLoop loop) {
        this.loop = loop;
    }

    void begin() {
        lateness = new LatencyRecorder();
        loop.arm(timer, PERIOD_NANOS);
    }

    private void beat() {
        lateness.recordEvery(PERIOD_NANOS, System.nanoTime() - timer.due);
        loop.arm(timer, PERIOD_NANOS);
    }

    /** Ends, and returns how late the loop was since it began. */
    LatencyRecorder end() {
        loop.cancel(timer);
        return lateness;
    }
}
