package dev.wsload.assertions;

import dev.wsload.metrics.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a failed assertion says: a headline, and labelled rows below it. It fits on one screen whatever the fleet did: a
 * label has few rows, and a row is one line.
 *
 * @since 0.1
 */
public final class FailureText {
    private static final int ROWS = 6;
    private static final int WIDTH = 220;

    /** The steps of an assertion that are no AssertJ assertions, which AssertJ takes off by itself. */
    private static final Set<String> STEPS =
            Set.of(PercentileAssert.class.getName(), FaultyAssert.class.getName(), EndpointAssert.class.getName());

    private final List<String> lines = new ArrayList<>();
    private Throwable cause;

    /** Begins with the headline: what was seen, on how many. */
    public FailureText(String headline) {
        lines.add(headline);
    }

    /** Adds a row; control characters become blanks, and what is wider than a screen is cut. */
    public FailureText row(String label, String text) {
        return rows(label, List.of(text), "row");
    }

    /** Adds the first of these rows, and how many more there are; nothing for no rows. */
    public FailureText rows(String label, List<String> texts, String noun) {
        return rows(label, texts, texts.size(), noun);
    }

    /** The same where these are only the first of so many. */
    FailureText rows(String label, List<String> texts, long total, String noun) {
        for (int i = 0; i < Math.min(texts.size(), ROWS); i++) {
            add(i == 0 ? label : "", texts.get(i));
        }
        long more = total - Math.min(texts.size(), ROWS);
        if (more > 0) {
            add("", "and " + Figures.count(more, "more " + noun));
        }
        return this;
    }

    /** Puts a row before all others. */
    FailureText preface(String label, String text) {
        List<String> rows = List.copyOf(lines.subList(Math.min(2, lines.size()), lines.size()));
        lines.subList(1, lines.size()).clear();
        add(label, text);
        lines.addAll(rows);
        return this;
    }

    boolean has(String label) {
        return lines.stream().anyMatch(line -> line.startsWith("  " + label + " "));
    }

    /** The seed is the last row: it is how to get the same run again. */
    public FailureText seed(long seed) {
        return row("seed", Long.toString(seed));
    }

    FailureText because(Throwable first) {
        cause = first;
        return this;
    }

    private void add(String label, String text) {
        if (lines.size() == 1) {
            lines.add("");
        }
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        lines.add(String.format("  %-9s %s", label, line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "..."));
    }

    /** Lets the failure carry one stack trace: that of the first error. Its own begins in the test. */
    AssertionError into(AssertionError error) {
        if (cause != null) {
            error.addSuppressed(cause);
        }
        error.setStackTrace(Arrays.stream(error.getStackTrace())
                .filter(element -> !STEPS.contains(element.getClassName()))
                .toArray(StackTraceElement[]::new));
        return error;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
