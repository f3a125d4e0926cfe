package dev.wsload.metrics;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Records latencies: one recorder for each event loop, merged after.
 *
 * <p>Assumes a single writer, and that its writes happened before {@link #merge}. Recording allocates only when a value
 * is larger than all before it; a recorder that has seen a minute takes about 300 KB.
 *
 * @since 0.1
 */
public final class LatencyRecorder {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);

    /**
     * Records one value.
     *
     * @param nanos nanoseconds; a negative value counts as 0
     */
    public void record(long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    /**
     * Records a delay of something that comes at a fixed interval, and the delays of those that came in the meantime and were not
     * seen: what waits for a second hides a hundred others that had come every 10 ms.
     *
     * @param interval nanoseconds, more than 0
     * @param nanos nanoseconds; a negative value counts as 0
     */
    public void recordEvery(long interval, long nanos) {
        histogram.recordValueWithExpectedInterval(Math.max(0, nanos), interval);
    }

    /** Returns a copy; only the writer may take one, and anybody may merge it. */
    public LatencyRecorder copy() {
        LatencyRecorder copy = new LatencyRecorder();
        copy.histogram.add(histogram);
        return copy;
    }

    /** Returns the sum of all recorders as a snapshot; what they record later does not change it. */
    public static Latency merge(List<LatencyRecorder> recorders) {
        Histogram sum = new Histogram(SIGNIFICANT_DIGITS);
        recorders.forEach(recorder -> sum.add(recorder.histogram));
        return new Latency(sum);
    }
}
