package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.Pings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first clients are served, and those that opened after them never get an answer. */
final class NeverServed implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> asking = evidence.opened().stream()
                .filter(outcome ->
                        outcome.status() == Status.OPEN && outcome.activity().sent() > 0)
                .filter(outcome -> !gotNothing(outcome) || evidence.misses(outcome))
                .toList();
        List<ClientOutcome> unserved =
                asking.stream().filter(NeverServed::gotNothing).toList();
        int served = asking.size() - unserved.size();
        if (unserved.size() < FEWEST
                || served == 0
                || evidence.delivery().crossed() > 0
                || !wereServedToTheEnd(evidence, asking)
                || areServedLater(evidence, unserved)) {
            return Optional.empty();
        }
        return isAtTheEnd(asking, served)
                ? Optional.of(after(served, unserved, evidence))
                : evidence.probes().newClient().map(why -> among(served, unserved, why));
    }

    private static Finding finding(int served, List<ClientOutcome> unserved, List<String> because, String unknown) {
        return new Finding(
                        "the server serves " + Figures.count(served, "client")
                                + " and nobody else, one of: a fixed pool with a worker for each, or a part of it that does not"
                                + " answer",
                        "F8",
                        because,
                        "make the pool as large as the number of clients, or do not let a connection hold a worker while it waits"
                                + " (events, virtual threads)",
                        unknown)
                .on(unserved);
    }

    private static Finding after(int served, List<ClientOutcome> unserved, Evidence evidence) {
        Pings pings = evidence.probes().ping(unserved);
        List<String> because = new ArrayList<>(List.of(
                "the first " + Figures.count(served, "client") + " that opened got answers, the "
                        + Figures.count(unserved.size()) + " after them not one, though all had sent messages",
                "their connections are open, and " + pings.inWords()));
        because.addAll(evidence.threads());
        return finding(served, unserved, because, "which of them");
    }

    private static Finding among(int served, List<ClientOutcome> unserved, String why) {
        return finding(
                served,
                unserved,
                List.of(
                        Figures.count(served) + " clients got answers, the other " + Figures.count(unserved.size())
                                + " not one, though all had sent messages",
                        "a new client gets no answer, either: " + why),
                "which of them: all opened at about the same time, so their order says nothing");
    }

    /** Where these lost their last messages as well, nobody is served any more. */
    private static boolean wereServedToTheEnd(Evidence evidence, List<ClientOutcome> asking) {
        List<ClientOutcome> served =
                asking.stream().filter(one -> !gotNothing(one)).toList();
        long lost = served.stream().filter(evidence::lostItsLast).count();
        return 10 * lost <= served.size();
    }

    /** Then they have waited too short. */
    private static boolean areServedLater(Evidence evidence, List<ClientOutcome> unserved) {
        int some = 1 + unserved.size() / 10;
        return evidence.probes().hearLate(unserved, some).size() >= some;
    }

    private static boolean gotNothing(ClientOutcome outcome) {
        return outcome.activity().received() == 0;
    }

    /** Nine of ten that got nothing opened after those that got something. */
    private static boolean isAtTheEnd(List<ClientOutcome> asking, int served) {
        long early = asking.subList(0, served).stream()
                .filter(NeverServed::gotNothing)
                .count();
        return 10 * early <= asking.size() - served;
    }
}
