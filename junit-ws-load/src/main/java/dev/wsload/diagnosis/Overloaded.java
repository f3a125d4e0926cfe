package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ResourceUse;
import dev.wsload.result.WorkloadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everybody is served, and more slowly than messages come: replies go on coming long after the last message was sent. Where the
 * test complains about slow messages, they may as well wait for each other though no more come than are answered.
 */
final class Overloaded implements Cause {
    private static final Duration LEAST = Duration.ofMillis(300);

    /** A message that takes so many times as long as alone has waited for others. */
    private static final int MUCH = 3;

    private static final int QUICK = 20;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> talking = evidence.opened().stream()
                .filter(outcome -> outcome.activity().sent() > 0)
                .toList();
        if (talking.size() < FEWEST
                || talking.stream().anyMatch(one -> one.activity().received() == 0)) {
            return Optional.empty();
        }
        Optional<Finding> overloaded = overloaded(evidence, talking);
        return overloaded.isPresent() || !evidence.isAbout(Complaint.SLOW_MESSAGES)
                ? overloaded
                : queued(evidence, talking);
    }

    private static Optional<Finding> overloaded(Evidence evidence, List<ClientOutcome> talking) {
        Duration lastSent = last(talking, one -> one.activity().lastSent());
        Duration lastReceived = last(talking, one -> one.activity().lastReceived());
        Duration behind = lastReceived.minus(lastSent);
        Duration sending = evidence.fleet()
                .lastWorkload()
                .map(workload -> workload.elapsed().minus(behind))
                .orElse(lastSent.minus(Evidence.openedAt(talking.get(0))));
        boolean isLong = behind.compareTo(LEAST) > 0 && behind.multipliedBy(4).compareTo(sending) > 0;
        if (!isLong) {
            return Optional.empty();
        }
        return Optional.of(wasQuick(evidence) ? stoodStill(talking, behind) : overloaded(evidence, talking, behind));
    }

    /** Who is overloaded is late with most, and not with the last ones only. */
    private static boolean wasQuick(Evidence evidence) {
        return evidence.fleet()
                .lastWorkload()
                .map(WorkloadResult::latency)
                .filter(latency ->
                        !latency.isEmpty() && latency.p50().multipliedBy(QUICK).compareTo(latency.max()) < 0)
                .isPresent();
    }

    private static Finding stoodStill(List<ClientOutcome> talking, Duration behind) {
        return new Finding(
                "the server stood still for a while and went on, one of: a pause of its garbage collector, a lock or a call that held up"
                        + " all of it, or more work at the end than before",
                "F6",
                List.of(
                        "all of " + Evidence.clients(talking) + " got replies, and the last of them came "
                                + Figures.duration(behind) + " after the last message had been sent",
                        "most of the replies had come many times as fast"),
                "look at the log of its garbage collector, and for calls that block a thread which all connections share",
                "which of them");
    }

    private static Duration last(List<ClientOutcome> talking, Function<ClientOutcome, Duration> age) {
        return talking.stream()
                .map(one -> Evidence.openedAt(one).plus(age.apply(one)))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static Finding overloaded(Evidence evidence, List<ClientOutcome> talking, Duration behind) {
        List<String> because = new ArrayList<>();
        because.add("all of " + Evidence.clients(talking) + " got replies, and these went on coming for "
                + Figures.duration(behind) + " after the last message had been sent");
        Optional<Capacity> capacity = Capacity.of(evidence);
        capacity.map(Capacity::because).ifPresent(because::addAll);
        ResourceUse.of(evidence.fleet()).map(ResourceUse::inWords).ifPresent(because::addAll);
        return new Finding(
                "the server is overloaded: it serves everybody, and more slowly than messages come"
                        + capacity.map(known -> "; " + known.cause()).orElse(""),
                "F6",
                because,
                capacity.map(Capacity::remedy)
                        .orElse(
                                "look at what it is short of: all cores busy is work, one core is a lock or a single thread, none is"
                                        + " waiting for a pool, a lock or another service"),
                capacity.isPresent() ? "which of them" : "what it is bounded by");
    }

    /** Replies take many times as long as that of one message alone: messages wait for each other. */
    private static Optional<Finding> queued(Evidence evidence, List<ClientOutcome> talking) {
        Duration usual = evidence.fleet()
                .lastWorkload()
                .map(WorkloadResult::latency)
                .filter(latency -> !latency.isEmpty())
                .map(latency -> latency.p50())
                .orElse(Duration.ZERO);
        return Capacity.of(evidence)
                .filter(capacity -> usual.compareTo(capacity.handling().multipliedBy(MUCH)) > 0)
                .map(capacity -> queued(talking, usual, capacity));
    }

    private static Finding queued(List<ClientOutcome> talking, Duration usual, Capacity capacity) {
        List<String> because = new ArrayList<>();
        because.add("all of " + Evidence.clients(talking) + " got replies, half of them after more than "
                + Figures.duration(usual));
        because.addAll(capacity.because());
        return new Finding(
                "messages wait for each other in the server: " + capacity.cause(),
                "F6",
                because,
                capacity.remedy(),
                "which of them");
    }
}
