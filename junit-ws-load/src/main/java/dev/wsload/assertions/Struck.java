package dev.wsload.assertions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;

import dev.wsload.fault.Effect;
import dev.wsload.fault.Fault;
import dev.wsload.plan.FaultPlan.Assignment;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.FleetView;
import dev.wsload.result.Injection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has struck whom.
 *
 * @param byClient what was meant for single clients
 * @param ofServer what was meant for the server as a whole
 */
record Struck(Map<Integer, List<Assignment>> byClient, List<Injection> ofServer) {
    static Struck of(FleetView fleet) {
        Map<Boolean, List<Injection>> hasClient = fleet.injections().stream()
                .collect(partitioningBy(injection -> injection.assignment().hasClient()));
        return new Struck(
                hasClient.get(true).stream()
                        .map(Injection::assignment)
                        .distinct()
                        .collect(groupingBy(Assignment::client)),
                hasClient.get(false));
    }

    /** Returns the clients that something has struck. */
    Set<Integer> clients() {
        return byClient.keySet();
    }

    /** Returns the faults that have struck a client. */
    List<Fault> faults(int client) {
        return byClient.getOrDefault(client, List.of()).stream()
                .map(assignment -> assignment.fault().fault())
                .toList();
    }

    /** Says whether faults that have struck the client lead to this end; of several those that decide it, if there are any. */
    boolean explains(ClientOutcome outcome) {
        List<Effect> effects =
                faults(outcome.client()).stream().map(Fault::effect).toList();
        boolean decided = effects.stream().anyMatch(Effect::decides);
        return effects.stream()
                .filter(effect -> effect.decides() || !decided)
                .anyMatch(effect -> holds(effect, outcome));
    }

    /** The same, and faults of the server as a whole count for everybody, from when they struck. */
    boolean explainsAtAll(ClientOutcome outcome) {
        return explains(outcome)
                || ofServer.stream()
                        .filter(injection -> injection.at().compareTo(outcome.at()) <= 0)
                        .map(injection -> injection.assignment().fault().fault())
                        .anyMatch(fault -> holds(fault.effect(), outcome));
    }

    private static boolean holds(Effect effect, ClientOutcome outcome) {
        return outcome.status() == Status.FAILED
                ? effect.mayFail()
                : outcome.closure() != null && effect.closure().test(outcome.closure());
    }
}
