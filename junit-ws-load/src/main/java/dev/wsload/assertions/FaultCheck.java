package dev.wsload.assertions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.wsload.fault.Effect;
import dev.wsload.fault.PlannedFault;
import dev.wsload.metrics.Figures;
import dev.wsload.plan.FaultPlan.Assignment;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.FleetView;
import dev.wsload.result.Injection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges what faults have done to the clients that they were meant for. */
final class FaultCheck {
    private FaultCheck() {}

    static FleetCheck endedAsInjected() {
        return fleet -> {
            fleet.ending().end();
            return struck(fleet).isEmpty() ? Optional.of(nobody(fleet)) : unlike(fleet);
        };
    }

    static FleetCheck allStruck() {
        return fleet -> {
            if (fleet.faults().isEmpty()) {
                return Optional.of(nobody(fleet));
            }
            Set<Assignment> struck = struck(fleet);
            List<Assignment> missed = fleet.faults().assignments().stream()
                    .filter(assignment -> !struck.contains(assignment))
                    .toList();
            return missed.isEmpty() ? Optional.empty() : Optional.of(missed(fleet, missed));
        };
    }

    private static Set<Assignment> struck(FleetView fleet) {
        return new HashSet<>(
                fleet.injections().stream().map(Injection::assignment).toList());
    }

    private static FailureText nobody(FleetView fleet) {
        String headline = fleet.faults().isEmpty()
                ? "no fault was planned, so there is none to judge: put a fault on the test"
                : "no fault has struck anybody, so there is none to judge";
        return faults(fleet, new FailureText(headline)).seed(fleet.seed());
    }

    private static FailureText faults(FleetView fleet, FailureText text) {
        return text.rows(
                "faults",
                fleet.faults().faults().stream().map(PlannedFault::toString).toList(),
                "fault");
    }

    private static Optional<FailureText> unlike(FleetView fleet) {
        Map<Integer, List<Assignment>> byClient = struck(fleet).stream().collect(groupingBy(Assignment::client));
        Map<Integer, List<ClientOutcome>> outcomes =
                fleet.outcomes().stream().collect(groupingBy(ClientOutcome::client));
        List<ClientOutcome> offenders = byClient.keySet().stream()
                .sorted()
                .map(outcomes::get)
                .filter(ofClient -> ofClient.stream()
                        .noneMatch(outcome -> effects(byClient, outcome).anyMatch(effect -> holds(effect, outcome))))
                .map(ofClient -> ofClient.get(0))
                .toList();
        if (offenders.isEmpty()) {
            return Optional.empty();
        }
        String headline = Figures.count(offenders.size()) + " of " + Figures.count(byClient.size(), "client")
                + " that faults struck ended otherwise than expected";
        return Optional.of(new FailureText(headline)
                .rows("seen", Subject.kinds(offenders), "kind")
                .rows(
                        "first",
                        offenders.stream()
                                .map(outcome -> evidence(byClient, outcome))
                                .toList(),
                        "client")
                .seed(fleet.seed()));
    }

    private static String evidence(Map<Integer, List<Assignment>> byClient, ClientOutcome outcome) {
        return outcome.evidence() + "; expected after "
                + byClient.get(outcome.client()).stream()
                        .map(assignment -> assignment.fault().fault())
                        .map(fault -> fault.name() + ": " + fault.effect().expected())
                        .distinct()
                        .collect(joining(", or after "));
    }

    /** Of several faults those count that decide how a connection ends, if there are any. */
    private static Stream<Effect> effects(Map<Integer, List<Assignment>> byClient, ClientOutcome outcome) {
        List<Effect> all = byClient.get(outcome.client()).stream()
                .map(assignment -> assignment.fault().fault().effect())
                .toList();
        boolean decided = all.stream().anyMatch(Effect::decides);
        return all.stream().filter(effect -> effect.decides() || !decided);
    }

    private static boolean holds(Effect effect, ClientOutcome outcome) {
        return outcome.status() == Status.FAILED
                ? effect.mayFail()
                : outcome.closure() != null && effect.closure().test(outcome.closure());
    }

    private static FailureText missed(FleetView fleet, List<Assignment> missed) {
        String headline = Figures.count(missed.size()) + " of "
                + Figures.count(fleet.faults().assignments().size(), "fault")
                + " did not strike: their moment did not come";
        List<ClientOutcome> outcomes = fleet.outcomes();
        return new FailureText(headline)
                .rows(
                        "first",
                        missed.stream()
                                .map(one -> one.fault() + ": "
                                        + outcomes.get(one.client()).evidence())
                                .toList(),
                        "fault")
                .seed(fleet.seed());
    }
}
