package dev.wsload.client;

import java.time.Duration;

/**
 * The longest time to wait, as a word of its own so that a call reads as a sentence.
 *
 * @param duration more than zero
 * @since 0.1
 */
public record Within(Duration duration) {
    /** Refuses zero and negative durations. */
    public Within {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("within = " + duration + ", must be more than zero");
        }
    }

    /** Waits at most this long. */
    public static Within within(Duration duration) {
        return new Within(duration);
    }
}
