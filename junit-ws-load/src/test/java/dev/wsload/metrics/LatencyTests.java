package dev.wsload.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTests {
    @Test
    void percentilesAreThoseOfAllRecordersTogether() {
        LatencyRecorder low = recorder(LongStream.rangeClosed(1, 500).map(LatencyTests::millis));
        LatencyRecorder high = recorder(LongStream.rangeClosed(501, 1000).map(LatencyTests::millis));

        Latency latency = LatencyRecorder.merge(List.of(low, high));

        assertThat(latency.count()).isEqualTo(1000);
        assertMillis(latency.min(), 1);
        assertMillis(latency.p50(), 500);
        assertMillis(latency.p90(), 900);
        assertMillis(latency.p99(), 990);
        assertMillis(latency.p999(), 999);
        assertMillis(latency.percentile(99.5), 995);
        assertMillis(latency.max(), 1000);
        assertMillis(latency.mean(), 500.5);
    }

    @Test
    void aSnapshotDoesNotChangeWhenItsRecorderGoesOn() {
        LatencyRecorder recorder = recorder(LongStream.of(1));
        Latency latency = LatencyRecorder.merge(List.of(recorder));

        recorder.record(millis(5));

        assertThat(latency.count()).isEqualTo(1);
        assertThat(latency.max()).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void aNegativeValueCountsAsZero() {
        Latency latency = LatencyRecorder.merge(List.of(recorder(LongStream.of(-7))));

        assertThat(latency.count()).isEqualTo(1);
        assertThat(latency.max()).isZero();
    }

    @Test
    void ofNothingEveryValueIsZero() {
        Latency latency = LatencyRecorder.merge(List.of());

        assertThat(latency.isEmpty()).isTrue();
        assertThat(List.of(latency.min(), latency.p99(), latency.max(), latency.mean()))
                .containsOnly(Duration.ZERO);
        assertThat(latency).hasToString("nothing recorded");
    }

    @Test
    void itReadsAsASentence() {
        Latency latency = LatencyRecorder.merge(List.of(recorder(LongStream.of(850_000, 1_200_000, 3_100_000))));

        assertThat(latency).hasToString("p50 1.2 ms, p90 3.1 ms, p99 3.1 ms, max 3.1 ms");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 100.1, Double.NaN})
    void aPercentileOutsideOfZeroTo100IsRefused(double percentile) {
        Latency latency = LatencyRecorder.merge(List.of());

        assertThatThrownBy(() -> latency.percentile(percentile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("percentile = " + percentile + ", must be 0 to 100");
    }

    private static LatencyRecorder recorder(LongStream nanos) {
        LatencyRecorder recorder = new LatencyRecorder();
        nanos.forEach(recorder::record);
        return recorder;
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }

    private static void assertMillis(Duration duration, double millis) {
        assertThat(duration.toNanos() / 1e6).isCloseTo(millis, within(millis / 1000));
    }
}
