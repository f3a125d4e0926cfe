package dev.wsload.assertions;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Counts;
import dev.wsload.result.FleetView;
import dev.wsload.result.Timing;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who is judged: the connections of a fleet. They are called clients as long as each client has one, which is so unless
 * clients churned.
 */
record Subject(List<ClientOutcome> outcomes, String noun) {
    static Subject of(FleetView fleet) {
        List<ClientOutcome> outcomes = fleet.outcomes();
        return new Subject(outcomes, outcomes.size() > fleet.clients() ? "connection" : "client");
    }

    List<ClientOutcome> those(Predicate<ClientOutcome> condition) {
        return outcomes.stream().filter(condition).toList();
    }

    /** Returns {@code 3 of 1,000 clients}. */
    String share(List<ClientOutcome> some) {
        return Figures.count(some.size()) + " of " + all();
    }

    String all() {
        return Figures.count(outcomes.size(), noun);
    }

    /** Begins the text of a failure: what was seen on all, and the evidence of the first offenders. */
    FailureText failure(String headline, List<ClientOutcome> offenders) {
        return new FailureText(headline)
                .rows("seen", kinds(outcomes), "kind")
                .rows("when", Timing.of(offenders).stream().toList(), "fact")
                .rows("first", offenders.stream().map(ClientOutcome::evidence).toList(), noun);
    }

    static List<String> kinds(List<ClientOutcome> outcomes) {
        return Counts.of(outcomes.stream().map(ClientOutcome::kind)).inWords((count, words) -> count + " x " + words);
    }
}
