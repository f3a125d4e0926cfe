package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.wire.CloseCode;
import java.util.List;
import java.util.Optional;

/** Connections end after the same number of messages, though they had more to send: the server counts. */
final class MessageQuota implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> ended = evidence.endedByServer().stream()
                .filter(outcome -> outcome.closure().violation().isEmpty())
                .filter(outcome -> outcome.activity().sent() > 0)
                .toList();
        if (ended.size() < FEWEST || ended.size() < evidence.endedByServer().size()) {
            return Optional.empty();
        }
        long count = ended.get(0).activity().received();
        boolean isSame =
                count > 0 && ended.stream().allMatch(one -> one.activity().received() == count);
        boolean hadMore = ended.stream().allMatch(one -> hadMore(evidence, one));
        boolean nobodyPassedIt =
                evidence.open().stream().noneMatch(one -> one.activity().received() > count);
        return isSame && hadMore && nobodyPassedIt && differsInTime(evidence, ended)
                ? Optional.of(finding(ended, count).on(ended))
                : Optional.empty();
    }

    private static boolean hadMore(Evidence evidence, ClientOutcome outcome) {
        return evidence.delivery().countsOf(outcome.client()).keySet().stream()
                .anyMatch(kind -> kind == Kind.LOST || kind == Kind.NOT_SENT);
    }

    /** What ends all at the same moment finds the same counts where all send at the same rate. */
    private static boolean differsInTime(Evidence evidence, List<ClientOutcome> ended) {
        Spread ends = Spread.of(ended.stream().map(ClientOutcome::at).toList());
        Spread ages = Spread.of(ended.stream().map(ClientOutcome::age).toList());
        return !ends.isTight(evidence.fleet().lateness())
                && !ages.isTight(evidence.fleet().lateness());
    }

    private static Finding finding(List<ClientOutcome> ended, long count) {
        CloseCode code = ended.get(0).closure().code();
        return new Finding(
                "the server ends a connection after " + Figures.count(count, "message")
                        + ", one of: a limit of messages, or a message that it cannot handle",
                "",
                List.of(
                        "each of " + Figures.count(ended.size(), "connection") + " ended with " + code + " after "
                                + Figures.count(count, "message") + " had come back",
                        "they ended at different times and ages, and had more to send"),
                "look for what the server counts; if it is no limit, at what is special about message "
                        + Figures.count(count + 1),
                "which of the two");
    }
}
