package dev.wsload.wire;

import static dev.wsload.wire.HttpSyntax.shown;

import java.util.ArrayList;
import java.util.List;

/** The status line and the headers of an HTTP/1.1 response (RFC 9112 sections 4 and 5). */
record ResponseHead(int status, String reason, List<Header> headers) {
    private static final String LINE_END = "\r\n";
    private static final String VERSION = "HTTP/1.1 ";
    private static final int STATUS_END = VERSION.length() + 3;

    /** A server of HTTP/1.0 can refuse, but not switch protocols. */
    private static final String OLD_VERSION = "HTTP/1.0 ";

    /** Parses a whole header, its empty last line included; every line ends with CR LF. */
    static ResponseHead parse(String header) throws HandshakeRefused {
        int end = header.indexOf(LINE_END);
        String statusLine = header.substring(0, end);
        int status = status(statusLine);
        String reason = statusLine.substring(STATUS_END).strip();
        return new ResponseHead(status, reason, parseLines(header, end + LINE_END.length()));
    }

    /** Says whether another response follows, as does behind all of the 100s but a 101 (RFC 9110 section 15.2). */
    boolean isInterim() {
        return status < 200 && status != 101;
    }

    /** Returns the values of all headers of this name, in their order. */
    List<String> values(String name) {
        List<String> values = List.of();
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                values = values.isEmpty() ? new ArrayList<>(2) : values;
                values.add(header.value());
            }
        }
        return values;
    }

    /** Says whether a body follows (RFC 9112 section 6.3); one that ends with the connection is not announced. */
    boolean announcesBody() {
        return status != 204 && status != 304 && hasBody();
    }

    private boolean hasBody() {
        return isChunked() || values("Content-Length").stream().anyMatch(length -> !length.equals("0"));
    }

    boolean isChunked() {
        return values("Transfer-Encoding").stream().anyMatch(coding -> coding.equalsIgnoreCase("chunked"));
    }

    private static int status(String line) throws HandshakeRefused {
        boolean isOld = line.startsWith(OLD_VERSION) && !line.startsWith("101", OLD_VERSION.length());
        boolean wellFormed = (line.startsWith(VERSION) || isOld)
                && line.length() >= STATUS_END
                && (line.length() == STATUS_END || line.charAt(STATUS_END) == ' ')
                && HttpSyntax.isFieldValue(line);
        int status = 0;
        for (int i = VERSION.length(); wellFormed && i < STATUS_END; i++) {
            int digit = line.charAt(i) - '0';
            wellFormed = digit >= 0 && digit <= 9;
            status = 10 * status + digit;
        }
        if (!wellFormed || status < 100 || status > 599) {
            throw refused("the status line %s is not one of HTTP/1.1 (RFC 9112 section 4)", shown(line));
        }
        return status;
    }

    private static List<Header> parseLines(String header, int from) throws HandshakeRefused {
        List<Header> headers = new ArrayList<>();
        int start = from;
        int end = header.indexOf(LINE_END, start);
        while (end > start) {
            headers.add(parseLine(header.substring(start, end)));
            start = end + LINE_END.length();
            end = header.indexOf(LINE_END, start);
        }
        return headers;
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
