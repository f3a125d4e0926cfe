package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ResourceUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everybody is served, and more slowly than messages come: replies go on coming long after the last message was sent. */
final class Overloaded implements Cause {
    private static final Duration LEAST = Duration.ofMillis(300);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> talking = evidence.opened().stream()
                .filter(outcome -> outcome.activity().sent() > 0)
                .toList();
        if (talking.size() < FEWEST
                || talking.stream().anyMatch(one -> one.activity().received() == 0)) {
            return Optional.empty();
        }
        Duration lastSent = last(talking, one -> one.activity().lastSent());
        Duration lastReceived = last(talking, one -> one.activity().lastReceived());
        Duration first = Evidence.openedAt(talking.get(0));
        Duration behind = lastReceived.minus(lastSent);
        boolean isLong = behind.compareTo(LEAST) > 0 && behind.multipliedBy(4).compareTo(lastSent.minus(first)) > 0;
        return isLong ? Optional.of(finding(evidence, talking, behind)) : Optional.empty();
    }

    private static Duration last(List<ClientOutcome> talking, Function<ClientOutcome, Duration> age) {
        return talking.stream()
                .map(one -> Evidence.openedAt(one).plus(age.apply(one)))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> talking, Duration behind) {
        List<String> because = new ArrayList<>();
        because.add("all of " + Evidence.clients(talking) + " got replies, and these went on coming for "
                + Figures.duration(behind) + " after the last message had been sent");
        evidence.fleet()
                .lastWorkload()
                .filter(workload -> workload.delivery().delivered() > 0)
                .ifPresent(workload -> because.add("it delivered "
                        + Figures.count(Math.round(workload.delivery().delivered()
                                * 1e9
                                / Math.max(1, workload.elapsed().toNanos())))
                        + " messages a second, and more than that came"));
        ResourceUse.of(evidence.fleet()).map(ResourceUse::inWords).ifPresent(because::addAll);
        return new Finding(
                "the server is overloaded: it serves everybody, and more slowly than messages come",
                "F6",
                because,
                "look at what it is short of: all cores busy is work, one core is a lock or a single thread, none is waiting for a"
                        + " pool, a lock or another service",
                "what it is bounded by");
    }
}
