package dev.wsload.wire;

import java.util.function.IntPredicate;

/** The few rules of HTTP's grammar that a handshake needs (RFC 9110 section 5). */
final class HttpSyntax {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final int LONGEST_SHOWN = 200;

    private HttpSyntax() {}

    /** A token: the names of headers, subprotocols and extensions (section 5.6.2). */
    static boolean isToken(String text) {
        return !text.isEmpty() && all(text, HttpSyntax::isTokenCharacter);
    }

    /** A field value: no line breaks and no other control characters but tabs, nothing beyond ISO-8859-1 (section 5.5). */
    static boolean isFieldValue(String text) {
        return all(text, c -> c == '\t' || c >= ' ' && c != 0x7F && c <= 0xFF);
    }

    private static boolean all(String text, IntPredicate rule) {
        for (int i = 0; i < text.length(); i++) {
            if (!rule.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns a value that the other side sent, quoted for an error sentence: control characters escaped, and cut. */
    static String shown(String value) {
        StringBuilder shown = new StringBuilder("'");
        value.chars().limit(LONGEST_SHOWN).forEach(c -> {
            if (c < ' ' || c >= 0x7F) {
                shown.append("\\x%02X".formatted(c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.append(value.length() > LONGEST_SHOWN ? "...'" : "'").toString();
    }

    private static boolean isTokenCharacter(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
