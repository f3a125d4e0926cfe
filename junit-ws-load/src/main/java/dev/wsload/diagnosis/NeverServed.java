package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.util.List;
import java.util.Optional;

/** The first clients are served, and those that opened after them never get an answer. */
final class NeverServed implements Cause {
    private static final int FEWEST = 3;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> asking = evidence.opened().stream()
                .filter(outcome ->
                        outcome.activity() != null && outcome.activity().sent() > 0)
                .toList();
        List<ClientOutcome> unserved =
                asking.stream().filter(NeverServed::gotNothing).toList();
        int served = asking.size() - unserved.size();
        if (unserved.size() < FEWEST || served == 0 || !isAtTheEnd(asking, served)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                        "the server serves " + Figures.count(served, "client")
                                + " at a time: a fixed pool with a worker for each",
                        "F8",
                        List.of(
                                "the first " + Figures.count(served) + " clients that opened got answers, the "
                                        + Figures.count(unserved.size())
                                        + " after them not one, though all had sent messages",
                                "their connections are open"),
                        "make the pool as large as the number of clients, or do not let a connection hold a worker while it waits (events,"
                                + " virtual threads)",
                        "the size of the pool is what was seen here; it may grow")
                .on(unserved));
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
