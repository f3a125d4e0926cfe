package dev.wsload.assertions;

import static org.awaitility.Awaitility.await;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FleetView;
import dev.wsload.result.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.awaitility.core.ConditionTimeoutException;

/** A number of the fleet's that has to reach another one in time. */
record EventualCheck(String noun, String state, ToLongFunction<FleetView> number, long expected, Duration atMost)
        implements FleetCheck {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    @Override
    public Optional<FailureText> failure(FleetView fleet) {
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(POLL_INTERVAL)
                    .atMost(atMost)
                    .until(() -> number.applyAsLong(fleet) >= expected);
            return Optional.empty();
        } catch (ConditionTimeoutException e) {
            String seen = Figures.count(number.applyAsLong(fleet)) + " of " + Figures.count(expected, noun);
            List<ClientOutcome> outcomes = fleet.outcomes();
            return Optional.of(new FailureText(seen + " " + state + " after " + Figures.duration(atMost))
                    .rows("seen", Subject.kinds(outcomes), "kind")
                    .rows("when", Timing.of(outcomes).stream().toList(), "fact")
                    .again(fleet.plan()));
        }
    }
}
