package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.WorkloadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The server ends connections in batches, a time apart: something goes over all of them now and then. */
final class EndedInSweeps implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(250);
    private static final int FEWEST_IN_A_SWEEP = 3;
    private static final int MOST_SWEEPS = 6;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> ended = Deadline.ended(evidence);
        List<List<ClientOutcome>> sweeps = sweeps(ended);
        boolean isPattern = sweeps.size() > 1
                && sweeps.size() <= MOST_SWEEPS
                && sweeps.stream()
                        .allMatch(one ->
                                one.size() >= FEWEST_IN_A_SWEEP && width(one).compareTo(AT_ONCE) < 0)
                && !DeadlineAtNextMessage.areByMessages(evidence, ended)
                && !stoodStill(evidence, sweeps)
                && ended.stream()
                        .noneMatch(one -> MessageQuota.TELL_WHY.contains(
                                one.closure().code().value()));
        return isPattern ? Optional.of(finding(ended, sweeps).on(ended)) : Optional.empty();
    }

    private static List<List<ClientOutcome>> sweeps(List<ClientOutcome> ended) {
        List<List<ClientOutcome>> sweeps = new ArrayList<>();
        Duration last = null;
        for (ClientOutcome one : ended) {
            if (last == null || one.at().minus(last).compareTo(AT_ONCE) > 0) {
                sweeps.add(new ArrayList<>());
            }
            sweeps.get(sweeps.size() - 1).add(one);
            last = one.at();
        }
        return sweeps;
    }

    /** Where nothing went on between two batches, that is what makes them two. */
    private static boolean stoodStill(Evidence evidence, List<List<ClientOutcome>> sweeps) {
        Duration pause =
                evidence.fleet().lastWorkload().map(WorkloadResult::pause).orElse(Duration.ZERO);
        Duration still = pause.compareTo(evidence.fleet().lateness()) > 0
                ? pause
                : evidence.fleet().lateness();
        return IntStream.range(1, sweeps.size())
                .mapToObj(i -> sweeps.get(i).get(0).at().minus(last(sweeps.get(i - 1))))
                .anyMatch(gap -> gap.compareTo(still.multipliedBy(2)) < 0);
    }

    private static Duration last(List<ClientOutcome> sweep) {
        return sweep.get(sweep.size() - 1).at();
    }

    private static Duration width(List<ClientOutcome> sweep) {
        return last(sweep).minus(sweep.get(0).at());
    }

    private static Finding finding(List<ClientOutcome> ended, List<List<ClientOutcome>> sweeps) {
        List<String> times = sweeps.stream()
                .map(sweep ->
                        sweep.size() + " at " + Figures.duration(sweep.get(0).at()))
                .toList();
        return new Finding(
                "the server ends connections in sweeps, one of: a heartbeat that finds no pong, or forgets that it came, a check for idle"
                        + " ones that runs now and then, or a drain before a shutdown",
                "",
                List.of(
                        Figures.count(ended.size(), "connection") + " ended " + Endings.how(ended) + " in "
                                + Figures.count(sweeps.size(), "batch") + ": " + String.join(", ", times),
                        "nothing else that they have in common tells it: not their age, not their silence, not a count"),
                "look for what goes over all connections now and then: whether it marks a client as alive for each pong and message",
                "which of them");
    }
}
