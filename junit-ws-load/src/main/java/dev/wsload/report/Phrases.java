package dev.wsload.report;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Counts;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetView;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts of a run in few words, for the line and for the summary. */
final class Phrases {
    private static final int CODES = 4;

    private Phrases() {}

    /** Returns {@code 10 failed: 8 handshake timeout, 2 connection refused}; empty when none failed. */
    static String failures(FleetView fleet) {
        Counts<FailureKind> failures = Counts.ofFailures(fleet.outcomes());
        return failures.total() == 0
                ? ""
                : Figures.count(failures.total()) + " failed: "
                        + String.join(", ", failures.inWords((count, kind) -> count + " " + kind.label()));
    }

    /** Returns {@code nothing lost}, or {@code lost 3, duplicated 1}. */
    static String verdict(Delivery delivery) {
        String offences = delivery.counts().entrySet().stream()
                .map(entry -> entry.getKey().label() + " " + Figures.count(entry.getValue()))
                .collect(Collectors.joining(", "));
        return Stream.of(delivery.count(Kind.LOST) == 0 ? "nothing lost" : "", offences)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Returns {@code 1000 x 997 + 1006 x 3}, at most four codes; empty when no connection has closed. */
    static String closeCodes(FleetView fleet, BiFunction<String, CloseCode, String> words) {
        List<String> codes = Counts.of(fleet.outcomes().stream()
                        .map(ClientOutcome::closure)
                        .filter(Objects::nonNull)
                        .map(Closure::code))
                .inWords(words);
        String more = codes.size() > CODES ? " + " + Figures.count(codes.size() - CODES, "more code") : "";
        return codes.stream().limit(CODES).collect(Collectors.joining(" + ")) + more;
    }
}
