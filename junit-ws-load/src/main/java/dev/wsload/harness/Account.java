package dev.wsload.harness;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The text of a failure: a headline, and what was seen in labelled lines. */
final class Account {
    private final StringJoiner text;

    Account(String headline, Object... values) {
        text = new StringJoiner("\n").add(format(headline, values)).add("");
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String millis(Duration duration) {
        return format("%,.1f ms", duration.toNanos() / 1e6);
    }

    Account line(String label, String value) {
        text.add(format("  %-9s %s", label, value));
        return this;
    }

    Account lines(String label, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            line(i == 0 ? label : "", values.get(i));
        }
        return this;
    }

    /** Ends with the way to get it again. */
    String again(long seed) {
        return line("again", "wsload.seed=" + seed).text.toString();
    }
}
