package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server broke the protocol in the middle of connections. Where it is each time another rule, at another message, its
 * frames have got into each other; where it is always the same, its codec is wrong; of less than that it is one of the two.
 */
final class TornFrames implements Cause {
    private static final Pattern HEADER_IN_TEXT = Pattern.compile("not UTF-8: byte 0x8[1289A] ");

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> violated = evidence.violated(BrokenRule.FRAMES);
        if (violated.isEmpty()) {
            return Optional.empty();
        }
        int rules = (int) violated.stream()
                .map(outcome -> kind(BrokenRule.text(outcome)))
                .distinct()
                .count();
        LongSummaryStatistics places = violated.stream()
                .mapToLong(outcome -> outcome.activity().received())
                .summaryStatistics();
        boolean samePlace = places.getMin() == places.getMax();
        List<String> because = new ArrayList<>();
        because.add(Evidence.clients(violated) + " met " + Figures.count(rules, "kind") + " of violation, such as: "
                + BrokenRule.text(violated.get(0)));
        because.add(
                samePlace
                        ? "each after " + Figures.count(places.getMin(), "message")
                        : "after " + Figures.count(places.getMin()) + " to " + Figures.count(places.getMax(), "message")
                                + " that were right");
        boolean showsHeader = violated.stream()
                .allMatch(outcome ->
                        HEADER_IN_TEXT.matcher(BrokenRule.text(outcome)).find());
        if (showsHeader) {
            because.add("that byte begins a frame: the header of one stands where the payload of another should");
        }
        return Optional.of(
                finding(violated.size(), rules, samePlace, showsHeader, because).on(violated));
    }

    private static Finding finding(
            int connections, int rules, boolean samePlace, boolean showsHeader, List<String> because) {
        if (connections >= FEWEST && (rules > 1 && !samePlace || showsHeader)) {
            return new Finding(
                    "frames of the server have got into each other on the wire, one of: concurrent writers, or a writer that takes no"
                            + " notice of a short write",
                    "F10",
                    because,
                    "one writer for each connection, or a lock for each that every write takes, those of pongs and close frames"
                            + " too",
                    "which of the server's threads write");
        }
        if (connections >= FEWEST && rules == 1 && samePlace) {
            return new Finding(
                    "the server's codec is wrong: it breaks the same rule at the same place on every connection",
                    "",
                    because,
                    "put the frame right that the rule names",
                    "");
        }
        return new Finding(
                "the server breaks the protocol, one of: concurrent writers whose frames get into each other (F10), a writer that takes no"
                        + " notice of a short write, or a wrong codec",
                "F10",
                because,
                "give each connection one writer or a lock first; if it stays, look at how that frame is made",
                "which of the two: a run with more clients that hear each other would tell");
    }

    /** The rule without the values that were seen. */
    private static String kind(String rule) {
        return rule.replaceAll("0x[0-9A-F]+|\\d+", "#")
                .replaceAll("\\b(TEXT|BINARY|CONTINUATION|PING|PONG|CLOSE)\\b", "#");
    }
}
