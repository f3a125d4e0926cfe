package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import java.util.List;
import java.util.Optional;

/**
 * Broadcasts miss clients that are alive, and the rest hears everything: the server changes its list of clients while it walks it,
 * takes a live one off it or never puts it on, ends the walk at one that has gone, or drops messages.
 */
final class BroadcastPassesOver implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        if (!evidence.isBroadcast()) {
            return Optional.empty();
        }
        Listeners listeners = Listeners.of(evidence);
        if (listeners.missed().isEmpty()) {
            return Optional.empty();
        }
        if (listeners.complete().isEmpty()) {
            return nobodyHears(evidence, listeners).map(found -> found.on(listeners.missed()));
        }
        Optional<Finding> finding = listeners.left() == 0 ? deaf(evidence, listeners) : someLeft(evidence, listeners);
        return finding.map(found -> found.on(listeners.missed()));
    }

    private static Optional<Finding> nobodyHears(Evidence evidence, Listeners listeners) {
        if (evidence.delivery().delivered() > 0 || listeners.left() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "nobody hears broadcasts any more once clients have left, one of: they end at the first client that has gone, and it is the"
                        + " first on the list, or what sends them has died or is stuck",
                "F9, F12",
                List.of(listeners.because().get(0)),
                "let a send that fails end that client only: catch its exception inside the loop; look at the log for what ended the thread"
                        + " that broadcasts",
                "which of the two"));
    }

    private static Optional<Finding> deaf(Evidence evidence, Listeners listeners) {
        if (!listeners.areDeaf()) {
            return Optional.empty();
        }
        List<String> because = listeners.because();
        if (listeners.areLast()) {
            because.add("those that heard nothing are the last that opened");
        }
        Optional<FirstOnes> tooEarly = FirstOnes.of(evidence).filter(FirstOnes::mayHaveBeenTooEarly);
        tooEarly.ifPresent(missed -> because.add(missed.age()));
        Alternatives alternatives = new Alternatives()
                .orIf(
                        tooEarly.isPresent(),
                        "it puts them on its list only after the handshake has been answered, and the broadcasts were over by then")
                .orIf(
                        listeners.areLast(),
                        "broadcasts go to the first "
                                + Figures.count(listeners.complete().size()) + " only (a limit, a page of a list)")
                .or("they were never put on its list (two that open at the same time, an error on the way)")
                .orIf(listeners.left() > 0, "it has taken them off in place of those that left")
                .orIf(listeners.left() > 0, "broadcasts end at a client that has gone, in the order of its list")
                .or("another process of the server serves them, and messages are not passed on to it")
                .or("what should send to them is stuck");
        return Optional.of(new Finding(
                alternatives.of(
                        listeners.left() > 0
                                ? "clients that are alive hear no broadcasts of the server any more"
                                : "clients that are alive hear no broadcast of the server at all"),
                listeners.left() > 0 ? "F9, F12, F13" : "F13",
                because,
                "put each client on the list under the lock that all others take, before its handshake is answered; compare the list's"
                        + " size with the number of connections (@WsConnectedWhen)",
                alternatives.unknown()));
    }

    private static Optional<Finding> someLeft(Evidence evidence, Listeners listeners) {
        List<String> because = listeners.because();
        if (listeners.areBehindTheFirstGone() && listeners.areDeaf()) {
            because.add("those that missed them are all that opened after the first one that has left");
            return Optional.of(brokenOff(because));
        }
        boolean areFew = listeners.missed().size() <= 2 * listeners.left()
                && listeners.missed().size() < listeners.complete().size();
        if (!areFew) {
            return deaf(evidence, listeners);
        }
        if (listeners.areNeighbours()) {
            because.add(Figures.count(listeners.neighboursOfGone())
                    + " of those that missed some had opened right after one that has left");
        }
        if (listeners.deaf().size() >= FEWEST) {
            because.add(
                    Figures.count(listeners.deaf().size()) + " of those that missed some heard less than half of them");
            return Optional.of(takenOff(because));
        }
        return Optional.of(listeners.areNeighbours() ? skipped(because) : oneOf(evidence, listeners, because));
    }

    private static Finding brokenOff(List<String> because) {
        return new Finding(
                "broadcasts end at the first client that has gone: nobody behind it on the server's list hears them",
                "F9, F12",
                because,
                "let a send that fails end that client only: catch its exception inside the loop, and take it off the list once its"
                        + " connection has ended",
                "");
    }

    private static Finding skipped(List<String> because) {
        return new Finding(
                "broadcasts pass over the neighbour of a client that has left: the server's list of clients is changed while it is"
                        + " walked by index",
                "F12",
                because,
                "do not remove from the list while you walk it by index: build a new list, walk backwards, or let the iterator"
                        + " remove. A lock inside the loop does not help: it happens in one thread",
                "");
    }

    private static Finding takenOff(List<String> because) {
        return new Finding(
                "clients that are alive hear no broadcasts, one of: the server has taken them off its list in place of those that left,"
                        + " it has stopped writing to them, or they were never on it",
                "F13",
                because,
                "remove the client that has gone, and not the one at its index; a lock inside the loop does not make that right",
                "which of them");
    }

    private static Finding oneOf(Evidence evidence, Listeners listeners, List<String> because) {
        boolean hearOn = listeners.inGaps() == listeners.messages();
        because.add(Figures.count(listeners.inGaps())
                + " of the missed broadcasts were followed by later ones that these heard");
        Optional<FirstOnes> firstOnes =
                FirstOnes.of(evidence).filter(FirstOnes::areFollowed).filter(FirstOnes::areOfNewcomers);
        firstOnes.ifPresent(missed -> because.add("all were the first since these had connected; " + missed.age()));
        Alternatives alternatives = new Alternatives()
                .or(
                        "the server's list of clients is changed while it is walked, and the neighbour of one that leaves is passed over")
                .orIf(!hearOn, "one of them is taken off it in place of one that left")
                .or("a broadcast breaks off at one that has just gone")
                .orIf(firstOnes.isPresent(), "the server registers a client only after the handshake has been answered")
                .or("messages are dropped (for slow clients, or at random)");
        return new Finding(
                alternatives.of("broadcasts pass over clients that are alive"),
                hearOn ? "F9, F12" : "F9, F12, F13",
                because,
                "do not remove from the list while you walk it by index: build a new list, walk backwards, or let the iterator"
                        + " remove. A lock inside the loop does not help: it happens in one thread"
                        + (firstOnes.isPresent()
                                ? "; let the broadcasts begin when all are registered (@WsConnectedWhen, connectedWhen(..))"
                                : ""),
                alternatives.unknown() + ": a run in which nobody leaves would tell");
    }
}
