package dev.wsload.harness;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The text of a failure: a headline, and what was seen in labelled lines, none of them wider than a screen. */
final class Account {
    private static final int WIDTH = 220;

    private final StringJoiner text;

    Account(String headline, Object... values) {
        text = new StringJoiner("\n").add(format(headline, values)).add("");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    Account line(String label, String value) {
        String line = value.replaceAll("\\p{Cntrl}+", " ");
        text.add(format("  %-9s %s", label, line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "..."));
        return this;
    }

    Account lines(String label, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            line(i == 0 ? label : "", values.get(i));
        }
        return this;
    }

    /** Ends with the seed: it is how to get the same run again. */
    String seed(long seed) {
        return line("seed", Long.toString(seed)).text.toString();
    }
}
