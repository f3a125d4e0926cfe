package dev.wsload.assertions;

import dev.wsload.metrics.Latency;
import java.math.BigDecimal;
import java.time.Duration;

/** A percentile by its name: p50, p99.9, and max for 100. */
record Percentile(double value) {
    Percentile {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException("percentile = " + value + ", must be 0 to 100");
        }
    }

    Duration of(Latency latency) {
        return latency.percentile(value);
    }

    @Override
    public String toString() {
        return value == 100
                ? "max"
                : "p" + BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
