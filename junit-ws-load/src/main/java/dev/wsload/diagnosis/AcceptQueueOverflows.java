package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.result.Visit.Times;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * More clients come at once than the listening socket's backlog holds. The kernel drops their segments (listen(2), tcp(7)), and
 * whoever lost one sends it again after 1, 3 and 7 s (RFC 6298): an upgrade that is quick waits for that.
 */
final class AcceptQueueOverflows implements Cause {
    private static final long[] SENT_AGAIN_SECONDS = {1, 3, 7};

    /** Where it is an acknowledgement that was dropped, TCP has connected at once. */
    private static final int PART = 4;

    private static final Duration LATENESS = Duration.ofMillis(300);
    private static final Duration QUICK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> late = evidence.failed(FailureKind.HANDSHAKE_TIMEOUT).stream()
                .filter(one -> one.failure().answered() == 0)
                .toList();
        Duration limit = evidence.fleet().plan().timeouts().handshake();
        List<ClientOutcome> sentAgain = late.stream()
                .filter(one -> isTimeOfSendingAgain(one.age().minus(limit)))
                .toList();
        if (sentAgain.size() < FEWEST
                || PART * sentAgain.size() < late.size()
                || evidence.opened().size() < FEWEST
                || evidence.fleet().plan().ramp().boundHandshakes()
                || wouldQueueAllTheSame(evidence.opened(), late.size(), limit)
                || evidence.fleet().lateness().compareTo(LATENESS) > 0) {
            return Optional.empty();
        }
        return evidence.probes()
                .timesAlone(PATIENCE)
                .map(Times::handshake)
                .filter(alone -> alone.compareTo(QUICK) < 0)
                .map(alone -> finding(evidence, late, sentAgain, alone).on(late));
    }

    private static boolean isTimeOfSendingAgain(Duration connecting) {
        return LongStream.of(SENT_AGAIN_SECONDS)
                .mapToObj(seconds -> connecting.minusSeconds(seconds))
                .anyMatch(after -> !after.isNegative() && after.compareTo(LATENESS) < 0);
    }

    /** Says whether not all could be answered in time, one as soon after another as those that opened, were the backlog never so large. */
    private static boolean wouldQueueAllTheSame(List<ClientOutcome> opened, int late, Duration limit) {
        long gap = Spread.of(IntStream.range(1, opened.size())
                        .mapToObj(i -> Evidence.openedAt(opened.get(i)).minus(Evidence.openedAt(opened.get(i - 1))))
                        .toList())
                .median();
        return gap * (opened.size() + late) >= limit.toNanos();
    }

    private static Finding finding(
            Evidence evidence, List<ClientOutcome> late, List<ClientOutcome> sentAgain, Duration alone) {
        Duration limit = evidence.fleet().plan().timeouts().handshake();
        Spread connecting =
                Spread.of(sentAgain.stream().map(one -> one.age().minus(limit)).toList());
        Alternatives alternatives = new Alternatives()
                .or("its accept queue overflows (a small backlog, or accepting that is slow)")
                .orIf(!evidence.server().isAlive(), "the network between loses packets");
        return new Finding(
                alternatives.of("connections wait for TCP, and not for the server's handler"),
                "F5",
                List.of(
                        "TCP alone took " + Evidence.clients(sentAgain) + " " + connecting
                                + ": what the kernel drops is sent again after 1 s, 3 s and 7 s",
                        "once TCP had connected them, none of " + Evidence.clients(late) + " was answered within "
                                + Figures.duration(limit),
                        "a new client that came alone was answered after " + Figures.duration(alone)),
                "raise the backlog of the server's listening socket (and net.core.somaxconn above it), and let the thread that accepts"
                        + " do nothing else. rampUp makes the test pass, and leaves it",
                alternatives.unknown());
    }
}
