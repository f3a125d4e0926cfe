package dev.wsload.assertions;

import dev.wsload.metrics.Figures;
import dev.wsload.metrics.Latency;
import dev.wsload.plan.CannotJudge;
import dev.wsload.result.FleetView;
import dev.wsload.result.ResourceUse;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assumptions;

/**
 * Whether the fleet itself is to blame for a latency that is too long: a latency is measured by event loops, and when these are
 * late, it grows by that, once where a message is sent and once where its reply is read.
 */
record Bottleneck(LatencySource source, Percentile percentile) {
    /** Less than that is what any timer takes to wake a thread. */
    private static final Duration LEAST = Duration.ofMillis(1);

    private static final String REMEDY =
            "fewer clients or a lower rate, more event loops (loops), no other tests at the same time (@Isolated), or the server in"
                    + " a process or on a machine of its own";

    /**
     * Returns what to say in place of a failure, where without the fleet's own lateness it would be none. A latency that is short
     * enough stands in any case: lateness adds to it only.
     *
     * @param allowed by the assertion
     */
    FailureText orElse(FailureText failure, FleetView fleet, Duration seen, Duration allowed) {
        Latency lateness = source.lateness(fleet);
        Duration own = percentile.of(lateness);
        boolean explains = seen.minus(own.multipliedBy(2)).compareTo(allowed) <= 0;
        return explains && own.compareTo(LEAST) >= 0 ? cannotJudge(fleet, lateness, seen, allowed) : failure;
    }

    private FailureText cannotJudge(FleetView fleet, Latency lateness, Duration seen, Duration allowed) {
        FailureText text = new FailureText("cannot judge " + percentile + " of " + source.noun()
                        + " latency: the fleet itself was too late")
                .row(
                        "seen",
                        percentile + " is " + Figures.duration(seen) + ", must be at most " + Figures.duration(allowed))
                .row("fleet", "its event loops were late by " + lateness)
                .rows("machine", machine(fleet), "row")
                .row("remedy", REMEDY);
        Assumptions.assumeThat(fleet.cannotJudge())
                .withFailMessage(text.toString())
                .isNotEqualTo(CannotJudge.SKIP);
        return text.row("or", "skip the test where that happens: -Dwsload.cannotJudge=skip");
    }

    private static List<String> machine(FleetView fleet) {
        return ResourceUse.of(fleet).map(ResourceUse::inWords).orElse(List.of());
    }
}
