package dev.wsload.wire;

import static dev.wsload.wire.HttpSyntax.shown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One extension of a {@code Sec-WebSocket-Extensions} header (RFC 6455 section 9.1).
 *
 * @param parameters by name in their order; empty for a parameter without a value
 */
record ExtensionAnswer(String name, Map<String, Optional<String>> parameters) {
    /** Parses a whole header value; elements that are empty do not count (RFC 9110 section 5.6.1). */
    static List<ExtensionAnswer> parse(String header) throws HandshakeRefused {
        List<ExtensionAnswer> extensions = new ArrayList<>();
        for (String element : split(header, ',')) {
            if (!element.isBlank()) {
                extensions.add(parseOne(element));
            }
        }
        return extensions;
    }

    private static ExtensionAnswer parseOne(String element) throws HandshakeRefused {
        List<String> parts = split(element, ';');
        Map<String, Optional<String>> parameters = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            List<String> pair = split(part, '=');
            String name = token(pair.get(0), element);
            if (parameters.containsKey(name)) {
                throw refused("gives the parameter " + name + " twice", element);
            }
            parameters.put(name, value(part, pair, element));
        }
        return new ExtensionAnswer(token(parts.get(0), element), parameters);
    }

    private static Optional<String> value(String part, List<String> pair, String element) throws HandshakeRefused {
        if (pair.size() > 2) {
            throw refused("has a malformed parameter " + shown(part), element);
        }
        return pair.size() == 1
                ? Optional.empty()
                : Optional.of(token(unquoted(pair.get(1).strip()), element));
    }

    /** Takes off the quotes; what was inside must be a token all the same. */
    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    private static String token(String text, String element) throws HandshakeRefused {
        String token = text.strip();
        if (!HttpSyntax.isToken(token)) {
            throw refused("has " + shown(token) + " where a token belongs", element);
        }
        return token;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static HandshakeRefused refused(String what, String element) {
        return new HandshakeRefused(
                0,
                "Sec-WebSocket-Extensions of the answer " + what + ": " + shown(element.strip())
                        + " (RFC 6455 section 9.1)");
    }
}
