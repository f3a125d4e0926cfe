package dev.wsload.fleet;

import dev.wsload.client.WsMessage;
import dev.wsload.metrics.Figures;

/** Says how a message differs from the text that was expected: short ones whole, of long ones where they part. */
final class Unexpected {
    private static final int SHORT = 80;
    private static final int BEFORE = 10;
    private static final int AFTER = 20;

    private Unexpected() {}

    static String sentence(String expected, WsMessage received) {
        if (!received.isText() || expected.length() <= SHORT && received.payload().length <= SHORT) {
            return "expected the text " + excerpt(expected, 0) + ", received "
                    + (received.isText() ? "text " + excerpt(received.text(), 0) : received);
        }
        String text = received.text();
        int parting = parting(expected, text);
        return "expected a text of " + Figures.count(expected.length(), "character") + ", received one of "
                + Figures.count(text.length()) + ", which differs from character " + Figures.count(parting)
                + " (from 0) on: expected "
                + excerpt(expected, parting) + ", received " + excerpt(text, parting);
    }

    private static int parting(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int at = 0;
        while (at < most && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    /** A part of it from a little before that place on, with dots where more is. */
    private static String excerpt(String text, int place) {
        if (text.length() <= SHORT) {
            return '"' + text + '"';
        }
        int from = Math.max(0, place - BEFORE);
        int to = Math.min(text.length(), place + AFTER);
        return (from > 0 ? ".." : "") + '"' + text.substring(from, to) + '"' + (to < text.length() ? ".." : "");
    }
}
