package dev.wsload.assertions;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.Counts;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetView;
import dev.wsload.result.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges whether anything failed: clients that could not connect, and errors outside of the protocol. */
final class FailureCheck implements FleetCheck {
    @Override
    public Optional<FailureText> failure(FleetView fleet) {
        Subject subject = Subject.of(fleet);
        List<ClientOutcome> failed = subject.those(outcome -> outcome.status() == Status.FAILED);
        List<FleetError> errors = fleet.errors();
        if (failed.isEmpty() && errors.isEmpty()) {
            return Optional.empty();
        }
        FailureText text = new FailureText(headline(subject, failed, errors))
                .rows("seen", seen(failed, errors), "kind")
                .rows("when", Timing.of(failed).stream().toList(), "fact")
                .rows("first", failed.stream().map(ClientOutcome::evidence).toList(), subject.noun())
                .rows("errors", errors(fleet), "error")
                .again(fleet.plan());
        return Optional.of(errors.isEmpty() ? text : text.because(errors.get(0).cause()));
    }

    private static String headline(Subject subject, List<ClientOutcome> failed, List<FleetError> errors) {
        String connects = failed.isEmpty() ? "" : subject.share(failed) + " did not connect";
        String and = failed.isEmpty() || errors.isEmpty() ? "" : ", and there were ";
        return connects + and + (errors.isEmpty() ? "" : Figures.count(errors.size(), "error"));
    }

    private static List<String> seen(List<ClientOutcome> failed, List<FleetError> errors) {
        Stream<String> kinds = errors.stream()
                .map(error -> "error of " + origin(error) + ": "
                        + error.cause().getClass().getName());
        return Stream.concat(
                        Subject.kinds(failed).stream(),
                        Counts.of(kinds).inWords((count, words) -> count + " x " + words).stream())
                .toList();
    }

    private static String origin(FleetError error) {
        return error.origin().name().toLowerCase(Locale.ROOT);
    }

    /** Returns a row for each error so far, for whatever has failed may be its consequence. */
    static List<String> errors(FleetView fleet) {
        return fleet.errors().stream().map(FailureCheck::evidence).toList();
    }

    private static String evidence(FleetError error) {
        StackTraceElement[] trace = error.cause().getStackTrace();
        String client = error.client() < 0 ? "" : ", client " + error.client();
        return origin(error) + client + ": " + error.cause() + (trace.length == 0 ? "" : ", at " + trace[0]);
    }
}
