package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** How far durations lie apart, without the tenth at either end: a busy machine notices some of them late. */
record Spread(long least, long median, long most, double variance) {
    private static final Duration LEAST_TOLERANCE = Duration.ofMillis(50);

    static Spread of(List<Duration> durations) {
        long[] sorted = durations.stream().mapToLong(Duration::toNanos).sorted().toArray();
        long[] middle = Arrays.copyOfRange(sorted, sorted.length / 10, sorted.length - sorted.length / 10);
        double mean = LongStream.of(middle).average().orElse(0);
        double variance = LongStream.of(middle)
                .mapToDouble(duration -> duration - mean)
                .map(distance -> distance * distance)
                .average()
                .orElse(0);
        return new Spread(middle[0], middle[middle.length / 2], middle[middle.length - 1], variance);
    }

    Duration width() {
        return Duration.ofNanos(most - least);
    }

    Duration slowest() {
        return Duration.ofNanos(most);
    }

    Duration middle() {
        return Duration.ofNanos(median);
    }

    /**
     * Says whether they are the same but for what timers and a busy machine add.
     *
     * @param lateness how late the machine was with anything
     */
    boolean isTight(Duration lateness) {
        return width().compareTo(tolerance(middle()).plus(lateness)) <= 0;
    }

    /** Returns by how much the same duration may differ when it is measured twice. */
    static Duration tolerance(Duration duration) {
        Duration share = duration.dividedBy(20);
        return share.compareTo(LEAST_TOLERANCE) > 0 ? share : LEAST_TOLERANCE;
    }

    /** Says whether they lie so much closer to each other than others that they are what is the same. */
    boolean isMuchTighterThan(Spread other) {
        return variance < other.variance / 9;
    }

    /** Returns {@code 2.0 s to 2.1 s}. */
    @Override
    public String toString() {
        return Figures.durations(Duration.ofNanos(least), Duration.ofNanos(most));
    }
}
