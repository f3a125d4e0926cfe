package dev.wsload.assertions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import dev.wsload.fault.PlannedFault;
import dev.wsload.metrics.Figures;
import dev.wsload.plan.FaultPlan.Assignment;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FleetView;
import dev.wsload.result.Injection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/** Judges what faults have done to the clients that they were meant for. */
final class FaultCheck {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    private FaultCheck() {}

    static FleetCheck endedAsInjected() {
        return fleet -> {
            fleet.ending().end();
            Struck struck = Struck.of(fleet);
            return struck.clients().isEmpty() ? Optional.of(nobody(fleet)) : unlike(fleet, struck);
        };
    }

    static FleetCheck allStruck() {
        return fleet -> {
            List<Assignment> planned = fleet.faults().assignments();
            if (planned.isEmpty()) {
                return Optional.of(nobody(fleet));
            }
            List<Assignment> missed = missedAfterSettling(fleet, planned);
            return missed.isEmpty() ? Optional.empty() : Optional.of(missed(fleet, missed));
        };
    }

    /** A client may know that it has connected before the server's side of it has come to its faults. */
    private static List<Assignment> missedAfterSettling(FleetView fleet, List<Assignment> planned) {
        try {
            return await().pollDelay(Duration.ZERO)
                    .pollInterval(POLL_INTERVAL)
                    .atMost(fleet.plan().timeouts().settle().plus(POLL_INTERVAL))
                    .until(() -> missed(planned, fleet.injections()), List::isEmpty);
        } catch (ConditionTimeoutException e) {
            return missed(planned, fleet.injections());
        }
    }

    private static List<Assignment> missed(List<Assignment> planned, List<Injection> injections) {
        Set<Assignment> struck =
                new HashSet<>(injections.stream().map(Injection::assignment).toList());
        return planned.stream().filter(one -> !struck.contains(one)).toList();
    }

    /** An end that nobody asked for needs a fault that explains it. */
    static FleetCheck abnormalEndsExplained() {
        return fleet -> {
            fleet.ending().end();
            Struck struck = Struck.of(fleet);
            List<ClientOutcome> abnormal =
                    fleet.outcomes().stream().filter(CloseCheck::isAbnormal).toList();
            List<ClientOutcome> unexplained = abnormal.stream()
                    .filter(outcome -> !struck.explainsAtAll(outcome))
                    .toList();
            return unexplained.isEmpty()
                    ? Optional.empty()
                    : Optional.of(unexplained(fleet, struck, abnormal, unexplained));
        };
    }

    private static FailureText unexplained(
            FleetView fleet, Struck struck, List<ClientOutcome> abnormal, List<ClientOutcome> unexplained) {
        String headline = Figures.count(unexplained.size()) + " of " + Figures.count(abnormal.size(), "abnormal end")
                + (unexplained.size() == 1 ? " is" : " are") + " unexplained: no fault leads there";
        FailureText text = new FailureText(headline)
                .row("injected", Figures.count(struck.clients().size(), "client") + " struck")
                .rows("seen", Subject.kinds(unexplained), "kind")
                .rows(
                        "first",
                        unexplained.stream()
                                .map(outcome -> outcome.evidence() + expected(struck, outcome))
                                .toList(),
                        "client");
        return text.rows("errors", FailureCheck.errors(fleet), "error").again(fleet.plan());
    }

    private static FailureText nobody(FleetView fleet) {
        String headline = fleet.faults().isEmpty()
                ? "no fault was planned, so there is none to judge: put a fault on the test"
                : "no fault has struck anybody, so there is none to judge";
        return new FailureText(headline)
                .rows(
                        "faults",
                        fleet.faults().faults().stream()
                                .map(PlannedFault::toString)
                                .toList(),
                        "fault")
                .again(fleet.plan());
    }

    private static Optional<FailureText> unlike(FleetView fleet, Struck struck) {
        Map<Integer, List<ClientOutcome>> outcomes =
                fleet.outcomes().stream().collect(groupingBy(ClientOutcome::client));
        List<ClientOutcome> offenders = struck.clients().stream()
                .sorted()
                .map(outcomes::get)
                .flatMap(ofClient -> unlike(ofClient, struck).stream())
                .toList();
        if (offenders.isEmpty()) {
            return Optional.empty();
        }
        String headline = Figures.count(offenders.size()) + " of "
                + Figures.count(struck.clients().size(), "client")
                + " that faults struck ended otherwise than expected";
        return Optional.of(new FailureText(headline)
                .rows("seen", Subject.kinds(offenders), "kind")
                .rows(
                        "first",
                        offenders.stream()
                                .map(outcome -> outcome.evidence() + expected(struck, outcome))
                                .toList(),
                        "client")
                .again(fleet.plan()));
    }

    /** A client that has connected again has several ends: one that is expected, and no bad one that is not. */
    private static Optional<ClientOutcome> unlike(List<ClientOutcome> ofClient, Struck struck) {
        Optional<ClientOutcome> bad = ofClient.stream()
                .filter(outcome -> CloseCheck.isAbnormal(outcome) && !struck.explains(outcome))
                .findFirst();
        return bad.isPresent() || ofClient.stream().anyMatch(struck::explains) ? bad : Optional.of(ofClient.get(0));
    }

    private static String expected(Struck struck, ClientOutcome outcome) {
        String faults = struck.faults(outcome.client()).stream()
                .map(fault -> fault.name() + ": " + fault.effect().expected())
                .distinct()
                .collect(joining(", or after "));
        return faults.isEmpty() ? "" : "; expected after " + faults;
    }

    private static FailureText missed(FleetView fleet, List<Assignment> missed) {
        String headline = Figures.count(missed.size()) + " of "
                + Figures.count(fleet.faults().assignments().size(), "fault")
                + " did not strike: their moment did not come, or there was nothing to strike";
        List<ClientOutcome> outcomes = fleet.outcomes();
        return new FailureText(headline)
                .rows(
                        "first",
                        missed.stream()
                                .map(one -> one.fault() + ": "
                                        + outcomes.get(one.client()).evidence())
                                .toList(),
                        "fault")
                .again(fleet.plan());
    }
}
