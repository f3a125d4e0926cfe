package dev.wsload.wire;

import static dev.wsload.wire.HttpSyntax.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The status line and the headers of an HTTP/1.1 response (RFC 9112 sections 4 and 5). */
record ResponseHead(int status, String reason, List<Header> headers) {
    private static final Pattern LINE_END = Pattern.compile("\r\n");
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([1-5]\\d\\d)(?: (.*))?");

    /** Parses a whole header, its empty last line included; every line ends with CR LF. */
    static ResponseHead parse(String header) throws HandshakeRefused {
        String[] lines = LINE_END.split(header);
        Matcher status = STATUS_LINE.matcher(lines[0]);
        if (!status.matches()) {
            throw refused("the status line %s is not one of HTTP/1.1 (RFC 9112 section 4)", shown(lines[0]));
        }
        List<Header> headers = new ArrayList<>(lines.length);
        for (int i = 1; i < lines.length; i++) {
            headers.add(parseLine(lines[i]));
        }
        String reason = status.group(2) == null ? "" : status.group(2);
        return new ResponseHead(Integer.parseInt(status.group(1)), reason, headers);
    }

    /** Returns the values of all headers of this name, in their order. */
    List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    private static Header parseLine(String line) throws HandshakeRefused {
        if (line.startsWith(" ") || line.startsWith("\t")) {
            throw refused("the header line %s continues the line before it (RFC 9112 section 5.2)", shown(line));
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw refused("the header line %s has no colon (RFC 9112 section 5)", shown(line));
        }
        String name = line.substring(0, colon);
        if (!HttpSyntax.isToken(name)) {
            throw refused("the header name %s is not a token (RFC 9112 section 5.1)", shown(name));
        }
        String value = line.substring(colon + 1);
        if (!HttpSyntax.isFieldValue(value)) {
            throw refused("header %s: the value %s has a control character (RFC 9110 section 5.5)", name, shown(value));
        }
        return new Header(name, value.strip());
    }

    private static HandshakeRefused refused(String sentence, Object... values) {
        return new HandshakeRefused(0, sentence.formatted(values));
    }
}
