package dev.wsload.metrics;

import java.time.Duration;
import java.util.Locale;

/**
 * Numbers as people read them, the same in every locale. Stateless, thread-safe.
 *
 * @since 0.1
 */
public final class Figures {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Figures() {}

    /** Returns a count with its thousands separated: {@code 1,000}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /**
     * Returns a count with its noun: {@code 1 client}, {@code 1,000 clients}.
     *
     * @param noun the singular; its plural ends in s
     */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /**
     * Returns a duration in its natural unit: {@code 420 ns}, {@code 850 us}, {@code 3.1 ms}, {@code 140 ms},
     * {@code 4.2 s}, {@code 90.0 s}, {@code 2 min 5 s}.
     */
    public static String duration(Duration duration) {
        return duration.isNegative() ? "-" + positive(duration.negated()) : positive(duration);
    }

    /** Returns a range of durations, {@code 1.5 s to 2.0 s}; one, where both ends read alike. */
    public static String durations(Duration from, Duration to) {
        String first = duration(from);
        String last = duration(to);
        return first.equals(last) ? first : first + " to " + last;
    }

    private static String positive(Duration duration) {
        return duration.toSeconds() >= 120 ? minutes(duration) : inOneUnit(duration.toNanos());
    }

    private static String minutes(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        return seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** Each unit ends where rounding would carry into the next one, so that 999.6 us is 1.0 ms. */
    private static String inOneUnit(long nanos) {
        if (nanos < MICRO) {
            return nanos + " ns";
        }
        if (nanos < MILLI - MICRO / 2) {
            return scaled("%.0f us", nanos, MICRO);
        }
        if (nanos < 100 * MILLI - MILLI / 20) {
            return scaled("%.1f ms", nanos, MILLI);
        }
        return nanos < SECOND - MILLI / 2 ? scaled("%.0f ms", nanos, MILLI) : scaled("%.1f s", nanos, SECOND);
    }

    private static String scaled(String format, long nanos, long unit) {
        return String.format(Locale.ROOT, format, (double) nanos / unit);
    }
}
