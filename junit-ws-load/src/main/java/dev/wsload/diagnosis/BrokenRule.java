package dev.wsload.diagnosis;

import dev.wsload.result.ClientOutcome;

/** What kind of rule a violation broke, as far as its cause depends on it. */
enum BrokenRule {
    /** A close frame carried a code that may not stand in one. */
    CLOSE_CODE,
    /** The client's own limit of a message's length. */
    LENGTH_HERE,
    /** TLS below the WebSocket. */
    TLS,
    /** Any other rule of the frames. */
    FRAMES;

    static BrokenRule of(ClientOutcome violated) {
        String rule = text(violated);
        if (rule.contains("may not stand in a frame")) {
            return CLOSE_CODE;
        }
        if (rule.contains("allowed here")) {
            return LENGTH_HERE;
        }
        return rule.startsWith("TLS") ? TLS : FRAMES;
    }

    /** Returns the rule in words, with the value that was seen. */
    static String text(ClientOutcome violated) {
        return violated.closure().violation().orElse("");
    }
}
