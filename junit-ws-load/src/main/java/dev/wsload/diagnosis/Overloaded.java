package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.metrics.Latency;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ResourceUse;
import dev.wsload.result.WorkloadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everybody is served, and more slowly than messages come: replies go on coming long after the last message was sent. Where the
 * test complains about slow messages, they may as well wait for each other though no more come than are answered.
 */
final class Overloaded implements Cause {
    private static final Duration LEAST = Duration.ofMillis(300);

    /** A message that takes so many times as long as alone has waited for others. */
    private static final int MUCH = 3;

    private static final int QUICK = 20;

    private static final double MUCH_OF_THE_CORES = 0.25;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> talking = evidence.opened().stream()
                .filter(outcome -> outcome.activity().sent() > 0)
                .toList();
        if (talking.size() < FEWEST
                || talking.stream().anyMatch(one -> one.activity().received() == 0)) {
            return Optional.empty();
        }
        boolean isSlow = evidence.isAbout(Complaint.SLOW_MESSAGES);
        Latency latency = latency(evidence);
        Optional<Duration> pause = isSlow && !latency.isEmpty()
                ? pause(evidence, latency).filter(time -> haveMostLived(evidence, talking, time))
                : Optional.empty();
        if (pause.isPresent()) {
            return pause.map(time -> stoodStill(latency, time));
        }
        Optional<Finding> overloaded = overloaded(evidence, talking);
        return overloaded.isPresent() || !isSlow ? overloaded : queued(evidence, talking);
    }

    private static Optional<Finding> overloaded(Evidence evidence, List<ClientOutcome> talking) {
        Duration lastSent = Evidence.last(talking, one -> one.activity().lastSent());
        Duration lastReceived = Evidence.last(talking, one -> one.activity().lastReceived());
        Duration behind = lastReceived.minus(lastSent);
        Duration sending = evidence.fleet()
                .lastWorkload()
                .map(workload -> workload.elapsed().minus(behind))
                .orElse(lastSent.minus(Evidence.openedAt(talking.get(0))));
        boolean isLong = behind.compareTo(LEAST) > 0 && behind.multipliedBy(4).compareTo(sending) > 0;
        if (!isLong || !haveQueued(evidence, behind)) {
            return Optional.empty();
        }
        Optional<Capacity> capacity = Capacity.of(evidence);
        return mayLackCores(capacity) && othersAreBusy(evidence)
                ? Optional.empty()
                : Optional.of(overloaded(evidence, talking, behind, capacity));
    }

    /** So it is with a server that answers a message at once when it is alone, and with one that computes. */
    private static boolean mayLackCores(Optional<Capacity> capacity) {
        return capacity.filter(known -> !known.computes()).isEmpty();
    }

    private static boolean othersAreBusy(Evidence evidence) {
        double much = MUCH_OF_THE_CORES * Runtime.getRuntime().availableProcessors();
        return ResourceUse.of(evidence.fleet())
                .filter(use -> use.otherCores() > much)
                .isPresent();
    }

    /**
     * Says whether replies came later and later, and one alone comes soon: so it is with a queue, and not with news that nobody asked
     * for, a server that takes its time over each reply, or one that answers in bursts. Only where messages have a reply can one be
     * asked for.
     */
    private static boolean haveQueued(Evidence evidence, Duration behind) {
        Latency latency = latency(evidence);
        if (latency.isEmpty() || latency.max().multipliedBy(2).compareTo(behind) < 0) {
            return false;
        }
        Duration much = latency.max().dividedBy(4);
        return latency.percentile(10).compareTo(much) < 0
                && evidence.probes()
                        .reply()
                        .filter(alone -> alone.compareTo(much) < 0)
                        .isPresent();
    }

    private static Latency latency(Evidence evidence) {
        return evidence.fleet().lastWorkload().map(WorkloadResult::latency).orElse(Latency.NONE);
    }

    /** Returns for how long nobody has heard anything, if that is what the slowest message has waited for. */
    private static Optional<Duration> pause(Evidence evidence, Latency latency) {
        return evidence.fleet()
                .lastWorkload()
                .filter(load -> load.delivery().delivered() > 0)
                .filter(load -> load.pause()
                                .multipliedBy(load.delivery().delivered())
                                .compareTo(load.elapsed().multipliedBy(QUICK))
                        > 0)
                .map(WorkloadResult::pause)
                .filter(pause -> pause.multipliedBy(5).compareTo(latency.max().multipliedBy(4)) > 0
                        && pause.compareTo(latency.max().plus(Spread.tolerance(pause))) < 0)
                .filter(pause ->
                        pause.compareTo(LEAST.plus(evidence.fleet().lateness().multipliedBy(2))) > 0);
    }

    /** Where most have had all their replies sooner than that, it is the few others who wait. */
    private static boolean haveMostLived(Evidence evidence, List<ClientOutcome> talking, Duration pause) {
        Duration elapsed =
                evidence.fleet().lastWorkload().map(WorkloadResult::elapsed).orElse(Duration.ZERO);
        Duration begun =
                Evidence.last(talking, one -> one.activity().lastReceived()).minus(elapsed);
        long longEnough = talking.stream()
                .map(one -> Evidence.openedAt(one)
                        .plus(one.activity().lastReceived())
                        .minus(begun))
                .filter(heardUntil -> heardUntil.compareTo(pause) >= 0)
                .count();
        return 2 * longEnough > talking.size();
    }

    private static Finding stoodStill(Latency latency, Duration pause) {
        return new Finding(
                "the server stood still for a while and went on, one of: a pause of its garbage collector, or a lock or a call that held"
                        + " up all of it",
                "F6",
                List.of("for " + Figures.duration(pause)
                        + " nobody heard anything, and then it went on; the slowest message took "
                        + Figures.duration(latency.max())),
                "look at the log of its garbage collector, and for calls that block a thread which all connections share",
                "which of the two");
    }

    private static Finding overloaded(
            Evidence evidence, List<ClientOutcome> talking, Duration behind, Optional<Capacity> capacity) {
        List<String> because = new ArrayList<>();
        because.add("all of " + Evidence.clients(talking) + " got replies, and these went on coming for "
                + Figures.duration(behind) + " after the last message had been sent");
        capacity.map(Capacity::because).ifPresent(because::addAll);
        ResourceUse.of(evidence.fleet()).map(ResourceUse::inWords).ifPresent(because::addAll);
        return new Finding(
                capacity.map(known ->
                                "the server is overloaded: it serves everybody, and more slowly than messages come; "
                                        + known.cause())
                        .orElse(
                                "replies come more slowly than messages, one of: the server is overloaded, it holds each connection to a rate,"
                                        + " or the network between is too slow for them"),
                "F6",
                because,
                capacity.map(Capacity::remedy)
                        .orElse(
                                "look at what it is short of: all cores busy is work, one core is a lock or a single thread, none is"
                                        + " waiting for a pool, a lock or another service"),
                capacity.isPresent() ? "which of them" : "which of them, and what it is bounded by");
    }

    /** Replies take many times as long as that of one message alone: messages wait for each other. */
    private static Optional<Finding> queued(Evidence evidence, List<ClientOutcome> talking) {
        Latency latency = latency(evidence);
        Duration usual = latency.isEmpty() ? Duration.ZERO : latency.p50();
        return Capacity.of(evidence)
                .filter(capacity -> usual.compareTo(capacity.handling().multipliedBy(MUCH)) > 0
                        && neverRested(capacity, latency, talking))
                .filter(capacity -> !(capacity.computes() && othersAreBusy(evidence)))
                .map(capacity -> queued(talking, usual, capacity));
    }

    /** Where each has one message under way all the time, as many are under way as there are clients (Little's law). */
    private static boolean neverRested(Capacity capacity, Latency latency, List<ClientOutcome> talking) {
        double underWay = capacity.perSecond() * latency.mean().toNanos() / 1e9;
        return 10 * underWay > 7 * talking.size();
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
