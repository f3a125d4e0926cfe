package dev.wsload.plan;

import java.time.Duration;
import java.util.Locale;

/** The rules for values: each returns the value, or refuses it in one sentence. */
final class Rules {
    private Rules() {}

    static int atLeast(int min, String attribute, int value, String remedy) {
        return require(value >= min, attribute, value, "at least " + min, remedy);
    }

    static int between(int min, int max, String attribute, int value, String remedy) {
        return require(
                value >= min && value <= max,
                attribute,
                value,
                String.format(Locale.ROOT, "%,d to %,d", min, max),
                remedy);
    }

    static double positive(String attribute, double value, String remedy) {
        return require(value > 0 && Double.isFinite(value), attribute, value, "more than 0", remedy);
    }

    static Duration positive(String attribute, Duration value, String remedy) {
        require(isPositive(value), attribute, Durations.print(value), "more than zero", remedy);
        return value;
    }

    static Duration notNegative(String attribute, Duration value, String remedy) {
        require(!value.isNegative(), attribute, Durations.print(value), "zero or more", remedy);
        return value;
    }

    static <T> T require(boolean holds, String attribute, T value, String rule, String remedy) {
        if (!holds) {
            throw new IllegalArgumentException(attribute + " = " + value + ", must be " + rule + "; " + remedy);
        }
        return value;
    }

    private static boolean isPositive(Duration value) {
        return !value.isNegative() && !value.isZero();
    }
}
