package dev.wsload.metrics;

import java.util.List;
import org.HdrHistogram.Histogram;

/** STUB of metrics: single writer (one per event loop), merged after. */
public final class LatencyRecorder {
    private final Histogram histogram = new Histogram(3);

    /** Records nanoseconds; negative values count as 0. */
    public void record(long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    /** Merges recorders; only when their writers have stopped or handed them over. */
    public static Latency merge(List<LatencyRecorder> recorders) {
        Histogram sum = new Histogram(3);
        recorders.forEach(recorder -> sum.add(recorder.histogram));
        return new Latency(sum);
    }
}
