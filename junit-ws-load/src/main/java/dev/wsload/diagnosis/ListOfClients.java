package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.wire.Initiator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** The endpoint's own count of its clients, which the test gives, is not that of the connections. */
final class ListOfClients implements Cause {
    private static final Duration TIME_TO_NOTICE = Duration.ofMillis(500);
    private static final long POLL_NANOS = 20_000_000;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        OptionalInt registered = registered(evidence);
        int open = evidence.fleet().open();
        if (registered.isEmpty()
                || registered.getAsInt() == open
                || evidence.opened().isEmpty()) {
            return Optional.empty();
        }
        int kept = registered.getAsInt() - open;
        return Optional.of(kept > 0 ? kept(evidence, kept, open) : takenOff(-kept, open));
    }

    /** Looks until it is right: a server notices an end a moment later. */
    private static OptionalInt registered(Evidence evidence) {
        long deadline = System.nanoTime() + TIME_TO_NOTICE.toNanos();
        OptionalInt registered = evidence.fleet().endpoint().registered();
        while (registered.isPresent()
                && registered.getAsInt() != evidence.fleet().open()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(POLL_NANOS);
            registered = evidence.fleet().endpoint().registered();
        }
        return registered;
    }

    private static Finding kept(Evidence evidence, int kept, int open) {
        List<ClientOutcome> gone = evidence.fleet().outcomes().stream()
                .filter(outcome -> outcome.status() == Status.CLOSED)
                .toList();
        long dropped = gone.stream()
                .filter(outcome -> outcome.closure().initiator() == Initiator.NOBODY)
                .count();
        List<String> because = new ArrayList<>();
        because.add(count(open + kept, open));
        because.add(Figures.count(gone.size()) + " have gone: " + Figures.count(dropped) + " without a close frame, "
                + Figures.count(gone.size() - dropped) + " with one");
        boolean isOfThose = dropped == kept && dropped < gone.size();
        return new Finding(
                isOfThose
                        ? "the server keeps clients on its list that went without a close frame"
                        : "the server keeps clients on its list that have gone",
                "F12, F13",
                because,
                isOfThose
                        ? "take a client off the list whenever its connection ends: on errors, resets and ends of the stream, too"
                        : "take each client off the list once, wherever its connection ends; a walk by index that removes leaves the"
                                + " neighbour of each on it",
                isOfThose ? "" : "which end of a connection the server does not notice");
    }

    private static Finding takenOff(int missing, int open) {
        return new Finding(
                "the server has taken clients off its list that are alive, or never put them on it",
                "F13",
                List.of(count(open - missing, open)),
                "remove the client that has gone, and not the one at its index; put clients on the list under the same lock",
                "which of the two");
    }

    private static String count(int registered, int open) {
        return "its list has " + Figures.count(registered, "client") + ", and " + Figures.count(open)
                + (open == 1 ? " is" : " are") + " open";
    }
}
