package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Pings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whoever waits for a reply gets it once it sends a ping, and whoever sends none goes on waiting. */
final class AnswersWhenMoreComes implements Cause {
    private static final int ASKED = 5;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> waiting = evidence.open().stream()
                .filter(one -> evidence.misses(one)
                        && one.activity().received() < one.activity().sent())
                .toList();
        if (evidence.isBroadcast() || waiting.size() < 2 * FEWEST) {
            return Optional.empty();
        }
        int step = Math.max(2, waiting.size() / ASKED);
        List<ClientOutcome> asked = IntStream.range(0, Math.min(ASKED, waiting.size() / step))
                .mapToObj(i -> waiting.get(i * step))
                .toList();
        List<ClientOutcome> others = new ArrayList<>(waiting);
        others.removeAll(new HashSet<>(asked));
        Pings pings = evidence.probes().ping(asked);
        int woken = evidence.probes().haveHeard(asked).size();
        int unasked = evidence.probes().haveHeard(others).size();
        boolean isByPing = woken > 0 && 5 * woken >= 4 * asked.size() && 10 * unasked <= others.size();
        return isByPing
                ? Optional.of(finding(pings, woken, unasked, others.size()).on(waiting))
                : Optional.empty();
    }

    private static Finding finding(Pings pings, int woken, int unasked, int others) {
        boolean hasPongs = pings.answered() > 0;
        Alternatives alternatives = new Alternatives()
                .orIf(
                        !hasPongs,
                        "it handles one message each time it reads, and leaves the rest of what has come until it reads again")
                .or(
                        "replies stay in its buffers until something else is sent or read (a flush is missing, or a wake-up of what writes)")
                .orIf(hasPongs, "a message is complete to it only when something follows");
        return new Finding(
                alternatives.of("the server answers what came before only when more comes"),
                "",
                List.of(
                        Figures.count(woken) + " of " + Figures.count(pings.sent(), "client")
                                + " that waited for a reply got one when they sent a ping; of the "
                                + Figures.count(others) + " that waited and sent nothing " + Figures.count(unasked)
                                + " did meanwhile",
                        pings.inWords()),
                "handle every message that is complete in what was read before reading again, and flush after the last one",
                alternatives.unknown());
    }
}
