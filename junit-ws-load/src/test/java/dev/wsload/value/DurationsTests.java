package dev.wsload.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTests {
    @ParameterizedTest
    @CsvSource({
        "7 ns, PT0.000000007S",
        "7 μs, PT0.000007S",
        "7 µs, PT0.000007S",
        "7 us, PT0.000007S",
        "200 ms, PT0.2S",
        "5 s, PT5S",
        "5s, PT5S",
        "5, PT5S",
        "5 S, PT5S",
        "3 m, PT3M",
        "2 h, PT2H",
        "1 d, PT24H",
        "0 s, PT0S"
    })
    void theGrammarIsJUnits(String text, Duration duration) {
        assertThat(Durations.parse("rampUp", text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5 x", "-1 s", "1.5 s", "5  s", "PT5S", "s", "999999999999999999 d", "9999999999999999999"})
    void whatIsNotOfTheGrammarIsRefusedInOneSentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse("rampUp", text))
                .withMessage("rampUp = \"" + text
                        + "\", must be a duration such as \"5 s\" or \"200 ms\" (units ns, μs, ms, s, m, h, d)");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 s", "PT5S, 5 s", "PT90S, 90 s", "PT0.2S, 200 ms", "PT0.00002S, 20 μs", "PT0.000000001S, 1 ns"})
    void aDurationIsPrintedInItsLargestExactUnit(Duration duration, String text) {
        assertThat(Durations.print(duration)).isEqualTo(text);
    }

    @Test
    void aNegativeDurationCanBePrinted() {
        assertThat(Durations.print(Duration.ofMillis(-1500))).isEqualTo("-1500 ms");
    }
}
