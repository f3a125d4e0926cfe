package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import java.util.List;
import java.util.Optional;

/** The hosted endpoint throws what nobody expected, and what is no signature of a known cause. */
final class ThrownByEndpoint implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<Throwable> thrown = evidence.fleet().errors().stream()
                .filter(error -> error.origin() == Origin.ENDPOINT)
                .map(FleetError::cause)
                .toList();
        return thrown.isEmpty() || new Thrown().in(evidence).isPresent()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "the hosted endpoint throws an exception",
                        "",
                        List.of("seen " + Figures.count(thrown.size(), "time") + ", first: " + inWords(thrown.get(0))),
                        "put it right, or announce it if it belongs to the test: fleet.expectError(..)",
                        "whether all that was seen follows from it"));
    }

    /** Returns what it is, and where: the first line that is not the JDK's tells whose it is. */
    static String inWords(Throwable thrown) {
        List<StackTraceElement> stack = List.of(thrown.getStackTrace());
        return thrown
                + stack.stream()
                        .filter(frame -> !frame.getClassName().matches("(java|jdk|sun)\\..*"))
                        .findFirst()
                        .or(() -> stack.stream().findFirst())
                        .map(frame -> ", at " + frame)
                        .orElse("");
    }
}
