package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.result.Visit.Times;
import dev.wsload.value.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TCP connects, and the upgrade is not answered in time: by nobody at all, too late, or not while the clients waited. */
final class NoAnswerInTime implements Cause {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> late = evidence.failed(FailureKind.HANDSHAKE_TIMEOUT).stream()
                .filter(outcome -> outcome.failure().answered() == 0)
                .toList();
        if (late.isEmpty() || late.size() < evidence.failed().size()) {
            return Optional.empty();
        }
        Optional<Times> alone = evidence.probes().timesAlone(PATIENCE);
        Optional<Finding> finding =
                alone.isPresent() ? answered(evidence, late, alone.get().handshake()) : nobody(evidence, late);
        return finding.map(found -> found.on(late));
    }

    private static Optional<Finding> answered(Evidence evidence, List<ClientOutcome> late, Duration alone) {
        Duration limit = evidence.fleet().plan().timeouts().handshake();
        String gaveUp = Evidence.clients(late) + " gave up " + Durations.print(limit)
                + " after TCP had connected, without one byte of an answer";
        if (2 * alone.toNanos() > limit.toNanos()) {
            return Optional.of(new Finding(
                    "clients give up too early: an upgrade takes the server about as long as they wait, for a client alone too",
                    "F5",
                    List.of(
                            gaveUp,
                            "a new client that was alone and waited longer was answered after "
                                    + Figures.duration(alone)),
                    "find out what an upgrade waits for (a lookup, an authentication, another service); if it has to take so long, raise"
                            + " handshakeTimeout above it",
                    "what the upgrade waits for"));
        }
        List<ClientOutcome> opened = evidence.opened();
        return opened.isEmpty() || isLateForAll(evidence, limit)
                ? Optional.of(notYet(opened, gaveUp, alone))
                : Optional.empty();
    }

    /** Those that opened had nearly given up as well, and it is no fixed share of the clients that was not answered. */
    private static boolean isLateForAll(Evidence evidence, Duration limit) {
        Duration usual = handshakes(evidence.opened()).middle();
        return usual.multipliedBy(4).compareTo(limit.multipliedBy(3)) > 0
                && SomeOfSeveral.evenShareOfFailed(evidence).isEmpty();
    }

    private static Spread handshakes(List<ClientOutcome> opened) {
        return Spread.of(opened.stream().map(ClientOutcome::handshake).toList());
    }

    private static Finding notYet(List<ClientOutcome> opened, String gaveUp, Duration alone) {
        List<String> because = new ArrayList<>(List.of(gaveUp));
        if (!opened.isEmpty()) {
            because.add(Evidence.clients(opened) + " opened, after nearly as long: " + handshakes(opened));
        }
        because.add("a new client that came alone was answered after " + Figures.duration(alone));
        return new Finding(
                "the server did not answer"
                        + (opened.isEmpty()
                                ? " while the clients waited, and does now"
                                : " until clients had given up, and does now")
                        + ", one of: it was not ready yet, it stood still for a while (a long pause of its garbage collector, a lock), or"
                        + " the many at once were too much for it",
                "F5, F6",
                because,
                "wait until it is ready before the test; let clients come more slowly (rampUp), and see whether that changes it",
                "which of them");
    }

    private static Optional<Finding> nobody(Evidence evidence, List<ClientOutcome> late) {
        if (!evidence.opened().isEmpty()) {
            return Optional.empty();
        }
        List<String> because = new ArrayList<>();
        because.add(Evidence.clients(late) + " connected and got no answer: "
                + late.get(0).failure().detail());
        because.add("no client has ever opened, nor did a new one that waited for " + Durations.print(PATIENCE));
        Optional<Finding> scheme =
                evidence.probes().wrongScheme(because, late.get(0).failure().phase());
        if (scheme.isPresent()) {
            return scheme;
        }
        because.addAll(evidence.server().facts());
        because.addAll(evidence.threads());
        if (evidence.server().isStopped()) {
            return Optional.of(StandsStill.finding("nobody answers the upgrade", evidence.server(), because));
        }
        return Optional.of(new Finding(
                "the port takes connections, and nobody answers the upgrade, one of: the server is stuck, an upgrade takes it longer"
                        + " than " + Durations.print(PATIENCE) + ", or it speaks another protocol",
                "",
                because,
                "try the address with another client (a browser, curl), and take a thread dump of the server",
                "which of them"));
    }
}
