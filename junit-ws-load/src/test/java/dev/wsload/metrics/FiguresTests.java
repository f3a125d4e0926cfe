package dev.wsload.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTests {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "420, 420 ns",
        "1000, 1 us",
        "850000, 850 us",
        "999499, 999 us",
        "999500, 1.0 ms",
        "3140000, 3.1 ms",
        "99949999, 99.9 ms",
        "99950000, 100 ms",
        "140000000, 140 ms",
        "999499999, 999 ms",
        "999500000, 1.0 s",
        "4200000000, 4.2 s",
        "60000000000, 60.0 s",
        "119900000000, 119.9 s",
        "120000000000, 2 min 0 s",
        "125400000000, 2 min 5 s",
        "3599500000000, 60 min 0 s",
        "-3140000, -3.1 ms"
    })
    void aDurationIsReadInItsNaturalUnit(long nanos, String text) {
        assertThat(Figures.duration(Duration.ofNanos(nanos))).isEqualTo(text);
    }

    @Test
    void aDurationTooLongForNanosecondsIsReadableToo() {
        assertThat(Figures.duration(Duration.ofDays(365_000))).isEqualTo("525600000 min 0 s");
    }

    @ParameterizedTest
    @CsvSource({"0, '0 clients'", "1, '1 client'", "1000, '1,000 clients'", "1234567, '1,234,567 clients'"})
    void aCountSeparatesItsThousandsAndAgreesWithItsNoun(long count, String text) {
        assertThat(Figures.count(count, "client")).isEqualTo(text);
    }
}
