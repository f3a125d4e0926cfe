package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.Activity.Arriving;
import dev.wsload.result.ClientOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message of the server's has begun and is not completed: TCP ends in the middle of it, or nothing more comes and something is
 * missing. A message may begin long before it ends (RFC 6455 section 5.4).
 */
final class CutInMessage implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> cut = begun(evidence.cut());
        List<ClientOutcome> waiting =
                begun(evidence.open()).stream().filter(evidence::misses).toList();
        List<ClientOutcome> all = new ArrayList<>(cut);
        all.addAll(waiting);
        boolean isThePattern = 2 * cut.size() > evidence.cut().size() || waiting.size() >= FEWEST;
        return all.size() >= FEWEST && isThePattern
                ? Optional.of(finding(cut, waiting).on(all))
                : Optional.empty();
    }

    private static List<ClientOutcome> begun(List<ClientOutcome> some) {
        return some.stream().filter(outcome -> outcome.activity().inMessage()).toList();
    }

    private static Finding finding(List<ClientOutcome> cut, List<ClientOutcome> waiting) {
        boolean betweenFragments = Stream.concat(cut.stream(), waiting.stream())
                .allMatch(one -> one.activity().arriving() == Arriving.FRAGMENTS);
        List<String> because = new ArrayList<>();
        String what = betweenFragments ? "a fragmented message" : "a frame or a fragmented message";
        if (!cut.isEmpty()) {
            because.add(Figures.count(cut.size(), "connection") + " ended after " + what
                    + " had begun, and before it was complete");
        }
        if (!waiting.isEmpty()) {
            because.add(Evidence.clients(waiting) + " still wait for the rest of " + what);
        }
        Alternatives alternatives = betweenFragments
                ? new Alternatives().or("its frames lack the FIN bit").or("it does not send the last fragment")
                : new Alternatives()
                        .or("it announces more than it sends")
                        .or("it takes no notice of a short write")
                        .orIf(!cut.isEmpty(), "it closes the socket before all is written")
                        .or("something fails while it writes");
        return new Finding(
                alternatives.of("the server does not complete its messages"),
                "",
                because,
                betweenFragments
                        ? "set FIN in the only, or in the last, frame of each message (RFC 6455 section 5.4)"
                        : "compare the length in the frame's header with what is written; write until all is written, and send a close"
                                + " frame before the socket is closed",
                alternatives.unknown());
    }
}
