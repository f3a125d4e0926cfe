package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Pings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An even share of the open clients gets no answer any more, or never got one, and all others get everything. */
final class PartUnanswered implements Cause {
    private static final Duration TOGETHER = Duration.ofMillis(250);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> asking = evidence.open().stream()
                .filter(one -> one.activity().sent() > 0)
                .sorted(Comparator.comparing(ClientOutcome::client))
                .toList();
        List<ClientOutcome> waiting =
                asking.stream().filter(evidence::lostItsLast).toList();
        boolean restIsServed = asking.stream().allMatch(one -> evidence.lostItsLast(one) || evidence.lost(one) == 0);
        return restIsServed && evidence.onlyLoses()
                ? Scatter.of(asking, evidence::lostItsLast)
                        .map(scatter -> finding(evidence, waiting, scatter).on(waiting))
                : Optional.empty();
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> waiting, Scatter scatter) {
        Pings pings = evidence.probes().ping(waiting);
        List<Long> heard = waiting.stream()
                .map(one -> one.activity().received())
                .distinct()
                .toList();
        boolean isSameNumber = heard.size() == 1 && heard.get(0) > 0;
        List<String> because = new ArrayList<>();
        because.add("no answer for " + scatter.inWords() + since(waiting) + "; the others got all of theirs");
        because.add("of those without an answer " + pings.inWords());
        if (isSameNumber) {
            because.add("each of them had got " + Figures.count(heard.get(0), "answer") + " before");
        }
        because.addAll(evidence.threads());
        boolean answersPings = pings.answered() > 0;
        Alternatives alternatives = new Alternatives()
                .orIf(areTogether(evidence, waiting), "one of several workers, event loops or backends does not answer")
                .orIf(answersPings, "its handler fails or hangs at a message of theirs")
                .orIf(answersPings && !isSameNumber, "it drops single messages (each of these waits for one)")
                .orIf(!answersPings, "it serves these connections no more and does not close them");
        return new Finding(
                alternatives.of("a part of the clients gets no answers"),
                "F8",
                because,
                "look at what these clients have in common: the worker, loop or backend that serves them, or the message that they sent"
                        + " last; a thread dump shows where it stands",
                alternatives.unknown());
    }

    /** What a worker leaves behind has stopped at the same moment, or was never served. */
    private static boolean areTogether(Evidence evidence, List<ClientOutcome> waiting) {
        Spread ends =
                Spread.of(waiting.stream().map(PartUnanswered::lastHeardAt).toList());
        boolean neverServed = waiting.stream().noneMatch(one -> one.activity().received() > 0);
        return neverServed
                || ends.width().compareTo(TOGETHER.plus(evidence.fleet().lateness())) < 0;
    }

    private static Duration lastHeardAt(ClientOutcome one) {
        return Evidence.openedAt(one).plus(one.activity().lastReceived());
    }

    private static String since(List<ClientOutcome> waiting) {
        Duration last = waiting.stream()
                .map(PartUnanswered::lastHeardAt)
                .max(Duration::compareTo)
                .orElseThrow();
        boolean everServed = waiting.stream().anyMatch(one -> one.activity().received() > 0);
        return everServed ? " since " + Figures.duration(last) + " after the start" : ", not once";
    }
}
