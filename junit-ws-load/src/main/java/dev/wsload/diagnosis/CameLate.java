package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.metrics.Latency;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.WorkloadResult;
import dev.wsload.value.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What counts as lost has come after all, when the workload had given up waiting for it. */
final class CameLate implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> waiting =
                evidence.open().stream().filter(evidence::lostItsLast).toList();
        boolean areOtherReplies =
                evidence.delivery().delivered() == 0 && evidence.delivery().unrecognised() > 0;
        if (waiting.size() < FEWEST || areOtherReplies || !evidence.onlyLoses()) {
            return Optional.empty();
        }
        long lost = waiting.stream().mapToLong(evidence::lost).sum();
        return evidence.probes().comesLate(waiting, lost)
                ? Optional.of(finding(evidence, waiting.size()).on(waiting))
                : Optional.empty();
    }

    private static Finding finding(Evidence evidence, int late) {
        Duration settle = evidence.fleet().plan().timeouts().settle();
        Optional<Duration> usual = evidence.fleet()
                .lastWorkload()
                .map(WorkloadResult::latency)
                .filter(latency -> !latency.isEmpty())
                .map(Latency::p50);
        boolean wasQuick =
                usual.filter(p50 -> p50.multipliedBy(4).compareTo(settle) < 0).isPresent();
        String fact =
                Figures.count(late, "client") + " got most of what they had lost after all, once nothing had come for "
                        + Durations.print(settle) + " (settleTime) and the workload had ended";
        return wasQuick
                ? new Finding(
                        "the server stood still for longer than " + Durations.print(settle)
                                + " and went on, one of: a pause of its garbage collector, or a lock or a call that held up all of it",
                        "F6",
                        List.of(fact, "before that half of the replies came within " + Figures.duration(usual.get())),
                        "look at the log of its garbage collector, and for calls that block a thread which all connections share; a longer"
                                + " settleTime makes the test pass and leaves the pause",
                        "which of the two")
                : new Finding(
                        "replies come later than the test waits for them",
                        "F6",
                        List.of(fact),
                        "find out what the server waits for; if that time is right, raise settleTime above it",
                        "what the server waits for");
    }
}
