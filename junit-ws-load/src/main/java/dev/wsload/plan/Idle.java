package dev.wsload.plan;

import dev.wsload.value.Durations;
import java.time.Duration;

/**
 * Every client stays connected and silent. Immutable.
 *
 * @param during for this long, more than zero
 * @since 0.1
 */
public record Idle(Duration during) implements Workload {
    /** Refuses zero and negative durations. */
    public Idle {
        Pace.during(during);
    }

    /** Stays silent for this long, more than zero; 1 s by default. */
    public Idle during(Duration time) {
        return new Idle(time);
    }

    /** Stays silent for this long, such as {@code "10 s"}. */
    public Idle during(String time) {
        return during(Durations.parse("during", time));
    }
}
