package dev.wsload.value;

import java.time.Duration;
import java.util.Locale;

/**
 * The rules for values: each returns the value, or refuses it with an {@link IllegalArgumentException} of one sentence. For the
 * library's own rooms; stateless, thread-safe.
 *
 * @since 0.1
 */
public final class Rules {
    private Rules() {}

    /** Returns an integer that is at least this. */
    public static int atLeast(int min, String attribute, int value, String remedy) {
        return require(value >= min, attribute, value, "at least " + min, remedy);
    }

    /** Returns an integer within these bounds, both inclusive. */
    public static int between(int min, int max, String attribute, int value, String remedy) {
        return require(
                value >= min && value <= max,
                attribute,
                value,
                String.format(Locale.ROOT, "%,d to %,d", min, max),
                remedy);
    }

    /** Returns a number that is finite and more than 0. */
    public static double positive(String attribute, double value, String remedy) {
        return require(value > 0 && Double.isFinite(value), attribute, value, "more than 0", remedy);
    }

    /** Returns a duration of more than zero. */
    public static Duration positive(String attribute, Duration value, String remedy) {
        require(isPositive(value), attribute, Durations.print(value), "more than zero", remedy);
        return value;
    }

    /** Returns a duration of zero or more. */
    public static Duration notNegative(String attribute, Duration value, String remedy) {
        require(!value.isNegative(), attribute, Durations.print(value), "zero or more", remedy);
        return value;
    }

    /** Returns the value if the condition holds. */
    public static <T> T require(boolean holds, String attribute, T value, String rule, String remedy) {
        if (!holds) {
            throw new IllegalArgumentException(attribute + " = " + value + ", must be " + rule + "; " + remedy);
        }
        return value;
    }

    private static boolean isPositive(Duration value) {
        return !value.isNegative() && !value.isZero();
    }
}
