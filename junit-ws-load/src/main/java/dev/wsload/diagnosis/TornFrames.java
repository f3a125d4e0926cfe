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
    private static final String WRITERS = "concurrent writers whose frames get into each other (F10)";
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
        because.add(Evidence.clients(violated) + " met a violation"
                + (rules == 1 ? ": " : " each, of " + rules + " kinds, such as: ") + BrokenRule.text(violated.get(0)));
        because.add(
                samePlace && !hearOthers(evidence)
                        ? "each after " + Figures.count(places.getMin(), "message")
                        : "after " + Figures.count(places.getMin()) + " to " + Figures.count(places.getMax(), "message")
                                + " that were right");
        boolean showsHeader = violated.stream()
                .allMatch(outcome ->
                        HEADER_IN_TEXT.matcher(BrokenRule.text(outcome)).find());
        if (showsHeader) {
            because.add("that byte begins a frame: the header of one stands where the payload of another should");
        }
        return Optional.of(finding(evidence, violated, rules == 1, samePlace, showsHeader, because)
                .on(violated));
    }

    private static Finding finding(
            Evidence evidence,
            List<ClientOutcome> violated,
            boolean sameRule,
            boolean samePlace,
            boolean showsHeader,
            List<String> because) {
        Optional<CutMessage> cut = CutMessage.of(evidence).filter(CutMessage::isIn16Bits);
        if (cut.isPresent()) {
            return cut.get().finding(because);
        }
        boolean isPattern = violated.size() >= FEWEST;
        boolean isInTurn = areAnsweredInTurn(evidence, violated);
        if (isPattern && sameRule && samePlace && !(showsHeader && hearOthers(evidence))) {
            return codec(evidence, violated, showsHeader, because);
        }
        if (isPattern && (!sameRule && !samePlace || showsHeader) && !evidence.offersCompression()) {
            Alternatives alternatives = new Alternatives()
                    .orIf(!isInTurn, "concurrent writers")
                    .or("a writer that takes no notice of a short write")
                    .or("a length that is announced wrongly")
                    .orIf(isInTurn, "concurrent writers");
            return new Finding(
                    alternatives.of("frames of the server have got into each other on the wire"),
                    "F10",
                    because,
                    "one writer for each connection, or a lock for each that every write takes, those of pongs and close frames"
                            + " too; and write until all is written",
                    "which of the server's threads write");
        }
        Alternatives alternatives = new Alternatives()
                .orIf(
                        evidence.offersCompression(),
                        "its compression is wrong (a compressor that connections share, or context that is kept though that was not"
                                + " agreed)")
                .orIf(!isInTurn, WRITERS)
                .or("a writer that takes no notice of a short write")
                .or("a wrong codec")
                .orIf(isInTurn, WRITERS);
        return new Finding(
                alternatives.of("the server breaks the protocol"),
                "F10",
                because,
                evidence.offersCompression()
                        ? "run it once without compression: if that is right, it is the compressor"
                        : isInTurn
                                ? "look at how that frame is made, and write until all is written; then at who else writes (pings, pongs)"
                                : "give each connection one writer or a lock first; if it stays, look at how that frame is made",
                alternatives.unknown() + ": a run with more clients that hear each other would tell");
    }

    private static Finding codec(
            Evidence evidence, List<ClientOutcome> violated, boolean showsHeader, List<String> because) {
        boolean isText = violated.stream().allMatch(one -> BrokenRule.text(one).contains("UTF-8"));
        int everybody = evidence.opened().size();
        String where = violated.size() == everybody
                ? "every connection"
                : violated.size() + " of " + everybody + " connections";
        if (showsHeader) {
            return new Finding(
                    "the server's frames do not fit together at the same place on " + where
                            + ", one of: it announces another length than it sends, or takes no notice of a short write",
                    "",
                    because,
                    "compare the length in the header of the frame before with what is sent (125, 126, 65,535 and 65,536 bytes are written"
                            + " in other forms), and write until all is written",
                    "which of the two");
        }
        return isText
                ? new Finding(
                        "the server sends text that is not UTF-8, at the same place on " + where
                                + ", one of: it cuts messages inside a character, or takes another character set",
                        "",
                        because,
                        "cut text by characters and not by bytes, and encode it as UTF-8",
                        "which of the two")
                : new Finding(
                        "the server's codec is wrong: it breaks the same rule at the same place on " + where,
                        "",
                        because,
                        "put the frame right that the rule names",
                        "");
    }

    /** Each has one message under way at a time: nobody writes to it meanwhile, but for pings and pongs. */
    private static boolean areAnsweredInTurn(Evidence evidence, List<ClientOutcome> violated) {
        return !hearOthers(evidence)
                && violated.stream()
                        .allMatch(one -> one.activity().sent() - one.activity().received() <= 1);
    }

    /** Whoever hears others gets several messages at the same time. */
    private static boolean hearOthers(Evidence evidence) {
        return evidence.delivery().owed() > evidence.delivery().sent();
    }

    /** The rule without the values that were seen. */
    private static String kind(String rule) {
        return rule.replaceAll("0x[0-9A-F]+|\\d+", "#")
                .replaceAll("\\b(TEXT|BINARY|CONTINUATION|PING|PONG|CLOSE)\\b", "#");
    }
}
