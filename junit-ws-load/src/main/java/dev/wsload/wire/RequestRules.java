package dev.wsload.wire;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a {@link HandshakeRequest} may be made of; each refusal is one sentence. */
final class RequestRules {
    private static final Set<String> OWNED = Set.of(
            "upgrade",
            "connection",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-protocol",
            "sec-websocket-extensions",
            "sec-websocket-accept",
            "content-length",
            "transfer-encoding");

    private RequestRules() {}

    static URI checkedTarget(URI target) {
        String scheme = target.getScheme();
        require(
                "ws".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme),
                "URI %s: the scheme must be ws or wss, such as ws://localhost:8080/chat",
                target);
        require(
                target.getHost() != null,
                "URI %s: no valid host name; it takes letters, digits, '-' and '.', or an address, IPv6 in brackets",
                target);
        require(target.getPort() <= 0xFFFF && target.getPort() != 0, "URI %s: the port must be 1 to 65535", target);
        require(
                target.getRawFragment() == null,
                "URI %s: a WebSocket URI has no fragment (RFC 6455 section 3); leave out what starts with '#', or write it as %%23",
                target);
        String ascii = target.toASCIIString();
        return ascii.equals(target.toString()) ? target : URI.create(ascii);
    }

    static List<Header> checkedHeaders(List<Header> headers) {
        Set<String> single = new HashSet<>();
        for (Header header : headers) {
            checkHeader(header);
            String name = header.name().toLowerCase(Locale.ROOT);
            require(
                    !name.equals("host") && !name.equals("origin") || single.add(name),
                    "header %s is given twice; give it once",
                    header.name());
        }
        return List.copyOf(headers);
    }

    static List<String> checkedSubprotocols(List<String> subprotocols) {
        Set<String> seen = new HashSet<>();
        for (String subprotocol : subprotocols) {
            require(
                    HttpSyntax.isToken(subprotocol),
                    "subprotocol %s is not a token (RFC 6455 section 4.1); use letters, digits and !#$%%&'*+-.^_`|~",
                    subprotocol);
            require(seen.add(subprotocol), "subprotocol %s is offered twice; offer it once", subprotocol);
        }
        return List.copyOf(subprotocols);
    }

    private static void checkHeader(Header header) {
        require(
                HttpSyntax.isToken(header.name()),
                "header name %s is not a token (RFC 9110 section 5.1); use letters, digits and !#$%%&'*+-.^_`|~",
                header.name());
        require(
                HttpSyntax.isFieldValue(header.value()),
                "header %s: the value %s has a line break, another control character, or one beyond ISO-8859-1; remove or encode it",
                header.name(),
                header.value());
        require(
                !OWNED.contains(header.name().toLowerCase(Locale.ROOT)),
                "header %s belongs to the handshake itself; leave it out (subprotocols and permessage-deflate are settings of their own)",
                header.name());
    }

    private static void require(boolean condition, String sentence, Object... values) {
        if (!condition) {
            Object[] shown = Stream.of(values)
                    .map(value -> HttpSyntax.shown(String.valueOf(value)))
                    .toArray();
            throw new IllegalArgumentException(sentence.formatted(shown));
        }
    }
}
