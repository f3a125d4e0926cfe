package dev.wsload.result;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * When connections failed or ended, in words. Stateless, thread-safe.
 *
 * @since 0.1
 */
public final class Timing {
    private Timing() {}

    /**
     * Returns {@code at connection age 1.5 s, 2.0 s to 3.2 s after the fleet began}; the age only where all of them were open once;
     * empty where none has failed or ended.
     */
    public static Optional<String> of(List<ClientOutcome> outcomes) {
        List<ClientOutcome> over =
                outcomes.stream().filter(one -> one.age() != null).toList();
        if (over.isEmpty()) {
            return Optional.empty();
        }
        String age = over.stream().anyMatch(one -> one.status() == Status.FAILED)
                ? ""
                : "at connection age " + range(over, ClientOutcome::age) + ", ";
        return Optional.of(age + range(over, ClientOutcome::at) + " after the fleet began");
    }

    /**
     * Returns {@code the last message came 1.9 s to 2.0 s after the fleet began}, of those that are open; empty where nobody is, or
     * nobody has got one.
     */
    public static Optional<String> ofSilence(List<ClientOutcome> outcomes) {
        List<ClientOutcome> open = outcomes.stream()
                .filter(one -> one.status() == Status.OPEN && one.activity().received() > 0)
                .toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of("the last message came "
                        + range(open, one -> one.at().plus(one.activity().lastReceived())) + " after the fleet began");
    }

    private static String range(List<ClientOutcome> some, Function<ClientOutcome, Duration> time) {
        List<Duration> times = some.stream().map(time).sorted().toList();
        return Figures.durations(times.get(0), times.get(times.size() - 1));
    }
}
