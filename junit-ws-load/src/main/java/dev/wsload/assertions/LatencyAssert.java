package dev.wsload.assertions;

import org.assertj.core.annotation.CheckReturnValue;

/**
 * Chooses the percentile of a latency to judge: {@code assertThat(fleet).latency().p99()...}
 *
 * @since 0.1
 */
@CheckReturnValue
public final class LatencyAssert {
    private final FleetAssert fleet;
    private final LatencySource source;

    LatencyAssert(FleetAssert fleet, LatencySource source) {
        this.fleet = fleet;
        this.source = source;
    }

    /** Goes on to the median. */
    public PercentileAssert p50() {
        return percentile(50);
    }

    /** Goes on to the 90th percentile. */
    public PercentileAssert p90() {
        return percentile(90);
    }

    /** Goes on to the 99th percentile. */
    public PercentileAssert p99() {
        return percentile(99);
    }

    /** Goes on to the 99.9th percentile. */
    public PercentileAssert p999() {
        return percentile(99.9);
    }

    /** Goes on to the largest value. */
    public PercentileAssert max() {
        return percentile(100);
    }

    /**
     * Goes on to any percentile.
     *
     * @param percentile 0 to 100, such as 99.5
     * @throws IllegalArgumentException outside of that range
     */
    public PercentileAssert percentile(double percentile) {
        return new PercentileAssert(fleet, source, new Percentile(percentile));
    }
}
