package dev.wsload.assertions;

import dev.wsload.assertions.PercentileCheck.AtMost;
import dev.wsload.assertions.PercentileCheck.Limit;
import dev.wsload.assertions.PercentileCheck.Times;
import java.time.Duration;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * Judges one percentile of a latency; goes back to the fleet after that. Fails where nothing was recorded.
 *
 * @since 0.1
 */
public final class PercentileAssert {
    private final FleetAssert fleet;
    private final LatencySource source;
    private final Percentile percentile;

    PercentileAssert(FleetAssert fleet, LatencySource source, Percentile percentile) {
        this.fleet = fleet;
        this.source = source;
        this.percentile = percentile;
    }

    /**
     * Judges by a duration. It is a property of the machine as much as of the endpoint: a multiple of the unloaded
     * latency travels better.
     *
     * @param most more than zero
     * @throws IllegalArgumentException when it is zero or negative
     */
    public FleetAssert isAtMost(Duration most) {
        return holds(new AtMost(most));
    }

    /**
     * Begins a judgement by a multiple: {@code isAtMost(3).timesTheUnloaded()}, or {@code timesTheFaultFree()}. Nothing is judged before its second word;
     * {@link #isAtMostTimesTheUnloaded(double)} is the same in one.
     *
     * @param factor more than 0
     * @throws IllegalArgumentException when it is not
     */
    @CheckReturnValue
    public Multiple isAtMost(double factor) {
        return new Multiple(this, Times.checked(factor));
    }

    /**
     * Judges by a multiple of the same percentile of the unloaded phase, in which one client was alone.
     *
     * @param factor more than 0
     * @throws IllegalArgumentException when it is not
     */
    public FleetAssert isAtMostTimesTheUnloaded(double factor) {
        return isAtMost(factor).timesTheUnloaded();
    }

    private FleetAssert holds(Limit limit) {
        return fleet.holds(new PercentileCheck(source, percentile, limit));
    }

    /**
     * A factor that awaits its unit.
     *
     * @since 0.1
     */
    public static final class Multiple {
        private final PercentileAssert percentile;
        private final double factor;

        private Multiple(PercentileAssert percentile, double factor) {
            this.percentile = percentile;
            this.factor = factor;
        }

        /** Judges by this multiple of the same percentile of the unloaded phase, in which one client was alone. */
        public FleetAssert timesTheUnloaded() {
            return percentile.holds(new Times(factor, LatencyPhase.UNLOADED));
        }

        /**
         * Judges by this multiple of the same percentile of the last workload before the faults were released: hold them ({@code
         * holdFaults}), run a workload, release them, and run another.
         */
        public FleetAssert timesTheFaultFree() {
            return percentile.holds(new Times(factor, LatencyPhase.FAULT_FREE));
        }
    }
}
