package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FaultCounts;
import dev.wsload.result.Pings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everybody is connected and nobody has got an answer since one moment, though most wait; a new client gets none, either. */
final class Stuck implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(300);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> open = evidence.open();
        List<ClientOutcome> owed = evidence.delivery().owed() == 0
                ? open
                : open.stream().filter(evidence::misses).toList();
        boolean wereServed = owed.stream().anyMatch(Stuck::isServed);
        boolean mostMiss = 2 * owed.size() > open.size();
        if (open.size() < FEWEST
                || !mostMiss
                || !allWait(evidence, owed)
                || wereOthersServedLater(open, owed)
                || !evidence.endedByServer().isEmpty()
                || evidence.probes().newClient().isEmpty()) {
            return Optional.empty();
        }
        if (!wereServed) {
            boolean isAnswering = evidence.delivery().unrecognised() > 0
                    || open.stream()
                            .anyMatch(one -> isServed(one) || one.activity().inMessage());
            return isAnswering
                    ? Optional.empty()
                    : neverAnswered(evidence, open).map(found -> found.on(open));
        }
        return Optional.of(finding(evidence, open, owed).on(open));
    }

    private static Optional<Finding> neverAnswered(Evidence evidence, List<ClientOutcome> open) {
        Pings pings = evidence.probes().ping(open);
        if (!evidence.probes().haveHeard(open).isEmpty()) {
            return Optional.empty();
        }
        List<String> because = new ArrayList<>();
        because.add("all of " + Evidence.clients(open) + " have sent messages, and nobody got one");
        because.add(pings.inWords());
        because.addAll(evidence.server().facts());
        because.addAll(evidence.threads());
        if (evidence.server().isDeadlocked()) {
            return Optional.of(StandsStill.finding(
                    "the server opens connections and answers no message", evidence.server(), because));
        }
        Alternatives alternatives = new Alternatives()
                .orIf(
                        pings.answered() > 0,
                        "it is not meant to (it is no echo, it awaits another message first, it loses the first one)")
                .or("the code that handles messages is stuck, or its workers are used up (F8)")
                .orIf(pings.answered() == 0, "it does not read")
                .orIf(
                        evidence.isHosted() && pings.answered() == 0,
                        "a callback of Undertow's that has not called channel.resumeReceives()");
        return Optional.of(new Finding(
                alternatives.of("the server opens connections and answers no message"),
                "F6",
                because,
                "try what a client that works sends first; if that is what the test sends, take a thread dump of the server",
                alternatives.unknown()));
    }

    /** Then a part of it goes on. */
    private static boolean wereOthersServedLater(List<ClientOutcome> open, List<ClientOutcome> owed) {
        Duration heard = Evidence.last(open, one -> one.activity().lastReceived());
        Duration asked = Evidence.last(owed, one -> one.activity().lastSent());
        return heard.compareTo(asked.plus(AT_ONCE)) > 0;
    }

    private static boolean isServed(ClientOutcome outcome) {
        return outcome.activity().received() > 0;
    }

    private static boolean allWait(Evidence evidence, List<ClientOutcome> owed) {
        return evidence.isBroadcast()
                ? haveHeardNothingSinceOneMoment(evidence, owed)
                : owed.stream().allMatch(Stuck::waits);
    }

    /** Of broadcasts most clients wait for what others send. */
    private static boolean haveHeardNothingSinceOneMoment(Evidence evidence, List<ClientOutcome> owed) {
        Duration last = Evidence.last(owed, one -> one.activity().lastReceived());
        return owed.stream()
                .allMatch(one -> isServed(one)
                        && evidence.lostItsLast(one)
                        && last.minus(Evidence.last(List.of(one), same -> same.activity()
                                                .lastReceived()))
                                        .compareTo(AT_ONCE)
                                <= 0);
    }

    /** Its last message came after the last answer, or as soon as that had come. */
    private static boolean waits(ClientOutcome outcome) {
        return outcome.activity().sent() > 0
                && outcome.activity().lastSent().compareTo(outcome.activity().lastReceived()) >= 0;
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> open, List<ClientOutcome> waiting) {
        Duration last = Evidence.last(open, one -> one.activity().lastReceived());
        Pings pings = evidence.probes().ping(open);
        List<String> because = new ArrayList<>(List.of(
                "nobody of " + Evidence.clients(open) + " has got anything since " + Figures.duration(last)
                        + " after the start, though "
                        + (waiting.size() == open.size() ? "all" : Figures.count(waiting.size()))
                        + (evidence.isBroadcast() ? " are owed broadcasts" : " had sent something after that"),
                pings.inWords(),
                "no connection has ended, and a new client gets no answer: "
                        + evidence.probes().newClient().orElse("")));
        if (evidence.fleet().injections().stream().anyMatch(one -> one.at().compareTo(last) <= 0)) {
            because.add("faults had struck by then: " + FaultCounts.inWords(evidence.fleet())
                    + "; look whether the server waits for such a client, and all others for it");
        }
        because.addAll(evidence.server().facts());
        because.addAll(evidence.threads());
        String remedy =
                "take a thread dump of the server while it hangs, and look at its use of CPU: none is a deadlock, one core is a"
                        + " loop, all are overload";
        return pings.answered() == 0 || evidence.server().isDeadlocked()
                ? StandsStill.finding(
                        pings.answered() == 0
                                ? "the server has stopped answering anybody"
                                : "the server has stopped answering messages, though it answers pings",
                        evidence.server(),
                        because)
                : new Finding(
                        "the server has stopped answering messages, though it answers pings, one of: the code that handles them is stuck (a"
                                + " deadlock, an endless loop), their pool of workers is used up (F8), or they wait for something"
                                + " that does not answer",
                        "F6, F8",
                        because,
                        remedy,
                        "which of them");
    }
}
