package dev.wsload.assertions;

import dev.wsload.metrics.Figures;
import dev.wsload.metrics.Latency;
import dev.wsload.result.FleetView;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Judges one percentile by a duration, or by a multiple of the same percentile in another phase of the run. */
record PercentileCheck(LatencySource source, Percentile percentile, Limit limit) implements FleetCheck {
    /** How much is allowed: a duration, or a multiple of the one in another phase. */
    sealed interface Limit permits AtMost, Times {}

    record AtMost(Duration duration) implements Limit {
        AtMost {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("isAtMost = " + duration + ", must be more than zero");
            }
        }
    }

    record Times(double factor, LatencyPhase phase) implements Limit {
        /** Returns the factor, if it is one. */
        static double checked(double factor) {
            if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("isAtMost = " + factor + ", must be more than 0, such as 3");
            }
            return factor;
        }
    }

    @Override
    public Optional<FailureText> failure(FleetView fleet) {
        if (fleet.plan().raceCheck() || fleet.wasWatchedForRaces()) {
            return Optional.of(FailureText.refusal("cannot judge " + source.noun()
                    + " latency in a run that is watched for data races, which makes it several times slower: assert it in a test"
                    + " without a race check"));
        }
        Latency seen = source.in(fleet).orElse(Latency.NONE);
        return seen.isEmpty()
                ? Optional.of(new FailureText(source.whyNone(fleet)))
                : excess(fleet, seen).map(text -> text.again(fleet.plan()));
    }

    private Optional<FailureText> excess(FleetView fleet, Latency seen) {
        if (limit instanceof AtMost atMost) {
            return absolute(fleet, seen, atMost.duration());
        }
        Times times = (Times) limit;
        Latency base = times.phase().latency(source, fleet).orElse(Latency.NONE);
        return base.isEmpty()
                ? Optional.of(new FailureText(times.phase().whyNone(source, fleet)))
                : relative(fleet, seen, base, times);
    }

    private Optional<FailureText> absolute(FleetView fleet, Latency seen, Duration most) {
        Duration value = percentile.of(seen);
        if (value.compareTo(most) <= 0) {
            return Optional.empty();
        }
        FailureText tooLong = text(seen, apart(value, most) + ", must be at most " + apart(most, value));
        return Optional.of(bottleneck().orElse(tooLong, fleet, value, most));
    }

    private Bottleneck bottleneck() {
        return new Bottleneck(source, percentile);
    }

    private Optional<FailureText> relative(FleetView fleet, Latency seen, Latency compared, Times times) {
        Duration value = percentile.of(seen);
        Duration base = percentile.of(compared);
        double factor = (double) value.toNanos() / Math.max(1, base.toNanos());
        if (factor <= times.factor()) {
            return Optional.empty();
        }
        String phase = times.phase().label();
        String verdict = Figures.duration(value) + ", " + times(factor) + " the " + phase + " " + Figures.duration(base)
                + ", must be at most " + times(times.factor());
        Duration most = Duration.ofNanos(Math.round(times.factor() * base.toNanos()));
        String compare = compared + " (" + Figures.count(compared.count(), source.noun()) + ")";
        return Optional.of(bottleneck().orElse(text(seen, verdict).row(phase, compare), fleet, value, most));
    }

    private FailureText text(Latency seen, String verdict) {
        return new FailureText(percentile + " of " + Figures.count(seen.count(), source.noun()) + " is " + verdict)
                .about(source.complaint())
                .row("seen", seen.toString());
    }

    /** Rounded up, so that what is more than the limit never reads like the limit. */
    private static String times(double factor) {
        return String.format(Locale.ROOT, "%.2f times", Math.ceil(factor * 100) / 100);
    }

    /** Two durations that would read alike are told apart to the nanosecond. */
    private static String apart(Duration duration, Duration other) {
        String text = Figures.duration(duration);
        return text.equals(Figures.duration(other)) ? Figures.count(duration.toNanos()) + " ns" : text;
    }
}
