package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.FailureKind;
import dev.wsload.wire.HandshakeRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An even share of the clients cannot connect, and all others can: several stand behind the address, and one of them is ill. */
final class SomeOfSeveral implements Cause {
    /** A limit of how many may come in a time refuses an even share as well. */
    private static final Set<Integer> MAY_BE_A_RATE = Set.of(429, 503);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> failed = evidence.failed();
        List<ClientOutcome> opened = evidence.opened();
        if (failed.isEmpty() || opened.isEmpty() || !areAlike(failed)) {
            return Optional.empty();
        }
        return evenShareOfFailed(evidence)
                .filter(scatter -> scatter.period() > 0 || !isSlow(evidence, failed, opened))
                .map(scatter -> finding(failed, opened, scatter).on(failed));
    }

    /** Returns how those that could not connect are spread over all, if they are so evenly. */
    static Optional<Scatter> evenShareOfFailed(Evidence evidence) {
        List<ClientOutcome> order = new ArrayList<>(evidence.opened());
        order.addAll(evidence.failed());
        order.sort(
                haveComeAgain(order)
                        ? Comparator.comparing(SomeOfSeveral::cameAt)
                        : Comparator.comparing(ClientOutcome::client));
        return Scatter.of(order, one -> one.status() == Status.FAILED);
    }

    /** Clients come in the order of their numbers, unless they leave and come again. */
    private static boolean haveComeAgain(List<ClientOutcome> order) {
        return order.stream().map(ClientOutcome::client).distinct().count() < order.size();
    }

    private static Duration cameAt(ClientOutcome one) {
        return one.status() == Status.FAILED
                ? one.at().minus(one.age())
                : Evidence.openedAt(one).minus(one.handshake());
    }

    private static boolean areAlike(List<ClientOutcome> failed) {
        return failed.stream().map(SomeOfSeveral::kind).distinct().count() == 1
                && !MAY_BE_A_RATE.contains(status(failed.get(0)));
    }

    private static List<Object> kind(ClientOutcome failed) {
        return List.of(failed.failure().kind(), status(failed));
    }

    private static int status(ClientOutcome failed) {
        return failed.failure()
                .cause()
                .filter(HandshakeRefused.class::isInstance)
                .map(refused -> ((HandshakeRefused) refused).httpStatus())
                .orElse(0);
    }

    /** Where those that opened waited long as well, all stand in one queue. */
    private static boolean isSlow(Evidence evidence, List<ClientOutcome> failed, List<ClientOutcome> opened) {
        Duration slowest = Spread.of(
                        opened.stream().map(ClientOutcome::handshake).toList())
                .slowest();
        return failed.get(0).failure().kind() == FailureKind.HANDSHAKE_TIMEOUT
                && slowest.multipliedBy(2)
                                .compareTo(evidence.fleet().plan().timeouts().handshake())
                        > 0;
    }

    private static Finding finding(List<ClientOutcome> failed, List<ClientOutcome> opened, Scatter scatter) {
        String what =
                failed.get(0).failure().label() + ": " + failed.get(0).failure().detail();
        Alternatives alternatives = new Alternatives()
                .or("one of several servers, workers or backends behind that address is ill, and the others are well")
                .orIf(scatter.period() == 0, "its handler of the upgrade fails for a share of them")
                .orIf(scatter.period() > 0, "it refuses every so many by a rule");
        return new Finding(
                alternatives.of("a part of the clients cannot connect, and all others can"),
                "",
                List.of(
                        "it met " + scatter.inWords() + ": " + what,
                        Figures.count(opened.size()) + " opened with the same request, before, between and after them"),
                "look which of them clients are sent to, and at its log: it is down, stuck, or configured otherwise than the others",
                alternatives.unknown());
    }
}
