package dev.wsload.metrics;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long things took: a snapshot. Immutable, thread-safe.
 *
 * <p>Values keep three significant digits: each is at most 0.1 % above what was recorded.
 *
 * @since 0.1
 */
public final class Latency {
    /** Of nothing. */
    public static final Latency NONE = LatencyRecorder.merge(List.of());

    private final Histogram histogram;

    /** Takes the histogram over: nobody else may write to it. */
    Latency(Histogram histogram) {
        this.histogram = histogram;
    }

    /** Returns how many values were recorded. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** Says whether nothing was recorded; every duration is zero then, and none of them means anything. */
    public boolean isEmpty() {
        return count() == 0;
    }

    /**
     * Returns the smallest value that this share of all values does not exceed; zero when nothing was recorded.
     *
     * @param percentile 0 to 100, such as 99.5
     * @throws IllegalArgumentException outside of that range
     */
    public Duration percentile(double percentile) {
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile = " + percentile + ", must be 0 to 100");
        }
        return Duration.ofNanos(histogram.getValueAtPercentile(percentile));
    }

    /** Returns the median. */
    public Duration p50() {
        return percentile(50);
    }

    /** Returns the 90th percentile. */
    public Duration p90() {
        return percentile(90);
    }

    /** Returns the 99th percentile. */
    public Duration p99() {
        return percentile(99);
    }

    /** Returns the 99.9th percentile. */
    public Duration p999() {
        return percentile(99.9);
    }

    /** Returns the smallest value; zero when nothing was recorded. */
    public Duration min() {
        return Duration.ofNanos(histogram.getMinValue());
    }

    /** Returns the largest value; zero when nothing was recorded. */
    public Duration max() {
        return Duration.ofNanos(histogram.getMaxValue());
    }

    /** Returns the arithmetic mean; zero when nothing was recorded. */
    public Duration mean() {
        return Duration.ofNanos(Math.round(histogram.getMean()));
    }

    /** Returns {@code p50 1.2 ms, p90 2.0 ms, p99 3.1 ms, max 4.5 ms}, or {@code nothing recorded}. */
    @Override
    public String toString() {
        return isEmpty()
                ? "nothing recorded"
                : "p50 " + Figures.duration(p50()) + ", p90 " + Figures.duration(p90()) + ", p99 "
                        + Figures.duration(p99()) + ", max " + Figures.duration(max());
    }
}
