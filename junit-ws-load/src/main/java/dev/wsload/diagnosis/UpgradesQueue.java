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

/** Upgrades go on, one after the other, but more slowly than clients come: those at the end of the queue run out of time. */
final class UpgradesQueue implements Cause {
    private static final int FEWEST = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> late = evidence.failed(FailureKind.HANDSHAKE_TIMEOUT, FailureKind.RESET, FailureKind.EOF);
        List<ClientOutcome> opened = evidence.opened();
        if (late.isEmpty() && !evidence.isAbout(Complaint.SLOW_HANDSHAKES)
                || opened.size() < FEWEST
                || !waitedLongerTheLaterTheyCame(opened)) {
            return Optional.empty();
        }
        Optional<Duration> alone = evidence.probes().timesAlone(PATIENCE).map(Times::handshake);
        Duration longest = opened.get(opened.size() - 1).handshake();
        return alone.filter(time -> isNoQueue(time, longest, opened.size() + late.size()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(finding(evidence, late, opened, alone).on(late));
    }

    /** One alone waits as long; or all of them, one after the other, would not take so long. */
    private static boolean isNoQueue(Duration alone, Duration longest, int all) {
        return alone.multipliedBy(2).compareTo(longest) > 0
                || alone.multipliedBy(2L * all).compareTo(longest) < 0;
    }

    private static Finding finding(
            Evidence evidence, List<ClientOutcome> late, List<ClientOutcome> opened, Optional<Duration> alone) {
        List<String> because = new ArrayList<>();
        because.add(
                "the first handshake took " + Figures.duration(opened.get(0).handshake()) + ", the last that was done "
                        + Figures.duration(opened.get(opened.size() - 1).handshake()) + ": about "
                        + Figures.count(perSecond(opened)) + " upgrades a second, and more clients than that");
        List<ClientOutcome> cutOff = evidence.failed(FailureKind.RESET, FailureKind.EOF);
        List<ClientOutcome> gaveUp = evidence.failed(FailureKind.HANDSHAKE_TIMEOUT);
        because.addAll(after(cutOff, " were cut off by the server (or a middlebox) after "));
        because.addAll(after(gaveUp, " gave up after "));
        alone.ifPresent(
                time -> because.add("a new client that came alone was answered after " + Figures.duration(time)));
        because.addAll(evidence.threads());
        return new Finding(
                "upgrades queue: the server answers them more slowly than clients come"
                        + (late.isEmpty() ? "" : ", until somebody's patience is over"),
                "F5",
                because,
                "let clients come more slowly (rampUp), or make the upgrade faster: no global lock and nothing that blocks in it."
                        + " A longer timeout hides the queue",
                alone.isPresent()
                        ? "what the upgrade waits for"
                        : "what the upgrade waits for, and whether it is stuck by now: a new client got no answer within "
                                + Durations.print(PATIENCE));
    }

    private static List<String> after(List<ClientOutcome> some, String what) {
        return some.isEmpty()
                ? List.of()
                : List.of(Evidence.clients(some)
                        + what
                        + Spread.of(some.stream().map(ClientOutcome::age).toList()));
    }

    /** In a queue the waiting time grows from quarter to quarter, to several times what it was. */
    private static boolean waitedLongerTheLaterTheyCame(List<ClientOutcome> opened) {
        int quarter = opened.size() / 4;
        long previous = 0;
        for (int part = 0; part < 4; part++) {
            long median = median(opened.subList(part * quarter, (part + 1) * quarter));
            if (median <= previous) {
                return false;
            }
            previous = median;
        }
        return previous > 2 * median(opened.subList(0, quarter));
    }

    private static long median(List<ClientOutcome> some) {
        return Spread.of(some.stream().map(ClientOutcome::handshake).toList()).median();
    }

    private static long perSecond(List<ClientOutcome> opened) {
        Duration all = Evidence.openedAt(opened.get(opened.size() - 1)).minus(Evidence.openedAt(opened.get(0)));
        return Math.round((opened.size() - 1) * 1e9 / Math.max(1, all.toNanos()));
    }
}
