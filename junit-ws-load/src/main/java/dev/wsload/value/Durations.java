package dev.wsload.value;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as text, in the grammar of JUnit's {@code @Timeout} parameters: a whole number and a unit out of ns, μs (or
 * us), ms, s, m, h, d; without a unit it means seconds. Zero is allowed.
 *
 * @since 0.1
 */
public final class Durations {
    private static final Pattern GRAMMAR = Pattern.compile("(\\d{1,18}) ?(ns|[uμµ]s|ms|s|m|h|d)?");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ns", ChronoUnit.NANOS,
            "μs", ChronoUnit.MICROS,
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param attribute what it is for, as the error names it
     * @param text such as {@code "5 s"} or {@code "200 ms"}, in any case
     * @throws IllegalArgumentException when the text is not of the grammar, or longer than 292 years
     */
    public static Duration parse(String attribute, String text) {
        Matcher matcher = GRAMMAR.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw refused(attribute, text);
        }
        try {
            Duration duration = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
            return Duration.ofNanos(duration.toNanos());
        } catch (ArithmeticException tooLong) {
            throw refused(attribute, text);
        }
    }

    /** Writes a duration in its largest exact unit: {@code 5 s}, {@code 200 ms}. */
    public static String print(Duration duration) {
        if (duration.isZero()) {
            return "0 s";
        }
        if (duration.getNano() == 0) {
            return duration.getSeconds() + " s";
        }
        long nanos = duration.toNanos();
        if (nanos % 1_000_000 == 0) {
            return nanos / 1_000_000 + " ms";
        }
        return nanos % 1_000 == 0 ? nanos / 1_000 + " μs" : nanos + " ns";
    }

    private static ChronoUnit unit(String unit) {
        return unit == null ? ChronoUnit.SECONDS : UNITS.getOrDefault(unit, ChronoUnit.MICROS);
    }

    private static IllegalArgumentException refused(String attribute, String text) {
        return new IllegalArgumentException(attribute + " = \"" + text
                + "\", must be a duration such as \"5 s\" or \"200 ms\" (units ns, μs, ms, s, m, h, d)");
    }
}
