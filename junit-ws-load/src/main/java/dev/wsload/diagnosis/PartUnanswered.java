package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Pings;
import dev.wsload.result.WorkloadResult;
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
        boolean isWorker = areTogether(evidence, waiting);
        boolean isSameNumber = heard.size() == 1 && heard.get(0) > 0;
        List<String> because = new ArrayList<>();
        because.add("no answer for " + scatter.inWords() + since(waiting, isWorker) + "; the others got all of theirs");
        because.add("of those without an answer " + pings.inWords());
        if (isSameNumber) {
            because.add("each of them had got " + Figures.count(heard.get(0), "answer") + " before");
        }
        because.addAll(evidence.threads());
        boolean answersPings = pings.answered() > 0;
        boolean isRegular = scatter.period() > 0;
        String worker = "one of several workers, event loops or backends does not answer";
        Alternatives alternatives = new Alternatives()
                .orIf(isWorker && isRegular, worker)
                .orIf(
                        answersPings && !isSameNumber && !isRegular,
                        "it drops single messages (each of these waits for one)")
                .orIf(answersPings, "its handler fails or hangs at a message of theirs")
                .orIf(isWorker && !isRegular, worker)
                .orIf(!answersPings, "it serves these connections no more and does not close them");
        return new Finding(
                alternatives.of("a part of the clients gets no answers"),
                isWorker ? "F8" : "",
                because,
                "look at what these clients have in common: the worker, loop or backend that serves them, or the message that they sent"
                        + " last; a thread dump shows where it stands",
                alternatives.unknown());
    }

    /** What a worker leaves behind has stopped at the same moment, or was never served. */
    private static boolean areTogether(Evidence evidence, List<ClientOutcome> waiting) {
        Spread ends =
                Spread.of(waiting.stream().map(PartUnanswered::lastHeardAt).toList());
        Duration run =
                evidence.fleet().lastWorkload().map(WorkloadResult::elapsed).orElse(Duration.ZERO);
        boolean neverServed = waiting.stream().noneMatch(one -> one.activity().received() > 0);
        return neverServed
                || ends.width().compareTo(TOGETHER.plus(evidence.fleet().lateness())) < 0
                        && ends.width().multipliedBy(8).compareTo(run) < 0;
    }

    private static Duration lastHeardAt(ClientOutcome one) {
        return Evidence.openedAt(one).plus(one.activity().lastReceived());
    }

    private static String since(List<ClientOutcome> waiting, boolean isAMoment) {
        Duration last = waiting.stream()
                .map(PartUnanswered::lastHeardAt)
                .max(Duration::compareTo)
                .orElseThrow();
        boolean everServed = waiting.stream().anyMatch(one -> one.activity().received() > 0);
        return !everServed ? ", not once" : isAMoment ? " since " + Figures.duration(last) + " after the start" : "";
    }
}
