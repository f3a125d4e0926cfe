package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everybody is connected and nobody has got an answer since one moment; a new client gets none, either. */
final class Stuck implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> open = evidence.open();
        List<ClientOutcome> waiting = open.stream().filter(Stuck::waits).toList();
        boolean isEverybody = open.size() == evidence.opened().size() && waiting.size() == open.size();
        boolean wereServed = waiting.stream().anyMatch(one -> one.activity().received() > 0);
        if (waiting.size() < FEWEST
                || !isEverybody
                || !wereServed
                || evidence.probes().newClient().isEmpty()) {
            return Optional.empty();
        }
        Duration last = waiting.stream()
                .map(one -> one.at().plus(one.activity().lastReceived()))
                .max(Duration::compareTo)
                .orElseThrow();
        return Optional.of(new Finding(
                        "the server has stopped answering anybody, one of: it is stuck (a deadlock, an endless loop, a long pause of its"
                                + " garbage collector), or overloaded",
                        "F6",
                        List.of(
                                "nobody of " + Evidence.clients(open) + " has got anything since "
                                        + Figures.duration(last)
                                        + " after the start, though all had sent something after that",
                                "no connection has ended, and a new client gets no answer: "
                                        + evidence.probes().newClient().orElse("")),
                        "take a thread dump of the server while it hangs, and look at its use of CPU: none is a deadlock, one core is a"
                                + " loop, all are overload",
                        "which of them")
                .on(open));
    }

    /** Its last message came after the last answer. */
    private static boolean waits(ClientOutcome outcome) {
        return outcome.activity().sent() > 0
                && outcome.activity().lastSent().compareTo(outcome.activity().lastReceived()) > 0;
    }
}
