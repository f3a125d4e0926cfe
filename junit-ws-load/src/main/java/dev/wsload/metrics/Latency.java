package dev.wsload.metrics;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** STUB of metrics: an immutable snapshot of latencies. */
public final class Latency {
    private final Histogram histogram;

    Latency(Histogram histogram) {
        this.histogram = histogram;
    }

    /** How many values were recorded. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** The value at this percentile, 0 to 100; zero when nothing was recorded. */
    public Duration percentile(double percentile) {
        return Duration.ofNanos(histogram.getValueAtPercentile(percentile));
    }

    /** The largest value. */
    public Duration max() {
        return Duration.ofNanos(histogram.getMaxValue());
    }
}
