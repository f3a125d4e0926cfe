package dev.wsload.diagnosis;

import dev.wsload.diagnosis.Tenants.Say;
import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Initiator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** So many connections live, and each further one is cut off at once, before its handshake is answered or right after. */
final class AdmissionLimit implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        Duration atOnce = AT_ONCE.plus(evidence.fleet().lateness());
        List<ClientOutcome> turnedAway = evidence.endedByServer().stream()
                .filter(outcome -> outcome.closure().violation().isEmpty()
                        && outcome.age().compareTo(atOnce) < 0
                        && outcome.activity().received() == 0)
                .toList();
        List<ClientOutcome> cutOff = Stream.concat(
                        evidence.failed(FailureKind.EOF, FailureKind.RESET).stream(), turnedAway.stream())
                .toList();
        List<ClientOutcome> live = evidence.survivors();
        boolean isAllThatHappened = cutOff.size() == evidence.failed().size() + turnedAway.size()
                && live.size() == evidence.opened().size() - turnedAway.size();
        return cutOff.size() >= FEWEST
                        && !live.isEmpty()
                        && isAllThatHappened
                        && wasAtOnce(evidence, cutOff)
                        && cameLater(cutOff, live)
                ? finding(evidence, cutOff, live.size()).map(finding -> finding.on(cutOff))
                : Optional.empty();
    }

    /**
     * Nine of ten that were cut off came when most of those that live were in: not any, but those beyond a number. Clients set out
     * in the order of their indexes; which answer comes first is chance, and so is, where many threads open, which counts first.
     */
    private static boolean cameLater(List<ClientOutcome> cutOff, List<ClientOutcome> live) {
        return cameLater(cutOff, live, one -> (long) one.client())
                || cutOff.stream().allMatch(one -> one.closure() != null)
                        && cameLater(cutOff, live, one -> Evidence.openedAt(one).toNanos());
    }

    private static boolean cameLater(
            List<ClientOutcome> cutOff, List<ClientOutcome> live, ToLongFunction<ClientOutcome> place) {
        long[] in = live.stream().mapToLong(place).sorted().toArray();
        long later = cutOff.stream()
                .filter(one -> place.applyAsLong(one) > in[in.length / 2])
                .count();
        return 10 * later >= 9 * cutOff.size();
    }

    /** Whoever waits for an answer first is in a queue, and not at a limit. */
    private static boolean wasAtOnce(Evidence evidence, List<ClientOutcome> cutOff) {
        Duration slowest = evidence.opened().stream()
                .map(ClientOutcome::handshake)
                .max(Duration::compareTo)
                .orElseThrow();
        Duration usual =
                Spread.of(cutOff.stream().map(ClientOutcome::age).toList()).middle();
        return usual.compareTo(slowest.multipliedBy(4).plus(AT_ONCE)) < 0;
    }

    private static Optional<Finding> finding(Evidence evidence, List<ClientOutcome> cutOff, int live) {
        Server server = evidence.server();
        Tenants tenants = Tenants.of(evidence);
        if (tenants.another().isEmpty() && tenants.count() > 0) {
            return Optional.empty();
        }
        List<String> because = new ArrayList<>(tenants.because(Figures.count(live) + " opened and live; "
                + Evidence.clients(cutOff) + " were turned away at once" + how(cutOff)));
        because.addAll(server.facts());
        return Optional.of(
                server.isOutOfDescriptors()
                        ? OutOfDescriptors.finding(because)
                        : limit(
                                server.mayBeOutOfDescriptors() && !saysSo(cutOff),
                                live,
                                tenants.say() == Say.A_FREE_PLACE_IS_TAKEN,
                                because));
    }

    private static String how(List<ClientOutcome> cutOff) {
        List<ClientOutcome> closed =
                cutOff.stream().filter(one -> one.closure() != null).toList();
        return closed.isEmpty() ? ", without an answer to the upgrade" : ", " + Endings.how(closed);
    }

    /** Whoever closes with a code of its own choice is not out of descriptors; 1011 may be that. */
    private static boolean saysSo(List<ClientOutcome> cutOff) {
        return cutOff.stream()
                .allMatch(one -> one.closure() != null
                        && one.closure().initiator() == Initiator.SERVER
                        && !one.closure().code().equals(CloseCode.INTERNAL_ERROR));
    }

    private static Finding limit(boolean mayBeOutOfDescriptors, int live, boolean isTaken, List<String> because) {
        Alternatives alternatives = new Alternatives()
                .or("it has a limit of connections")
                .orIf(mayBeOutOfDescriptors, "it is out of file descriptors (F2)")
                .orIf(!isTaken, "it takes no more than so many in a time (a rate limit)")
                .orIf(!isTaken, "it has refused everybody since");
        return new Finding(
                alternatives.of("the server lets " + Figures.count(live, "connection")
                        + " live and turns each further one away"),
                "F2",
                because,
                "raise the server's limit of connections"
                        + (mayBeOutOfDescriptors
                                ? "; if it has none, look at its log for \"too many open files\" (nofile)"
                                : ""),
                alternatives.unknown());
    }
}
