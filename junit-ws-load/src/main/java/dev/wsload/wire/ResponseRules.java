package dev.wsload.wire;

import static dev.wsload.wire.HttpSyntax.shown;

import java.util.List;
import java.util.Optional;

/** What a client must check in the server's answer (RFC 6455 section 4.1). */
final class ResponseRules {
    private static final int SWITCHING_PROTOCOLS = 101;

    /** Headers that say why, or who answered. */
    private static final List<String> TELLING =
            List.of("Location", "Retry-After", "WWW-Authenticate", "Sec-WebSocket-Version", "Server", "Via");

    private static final String RFC = " (RFC 6455 section 4.1)";

    private ResponseRules() {}

    static HandshakeAgreement agree(HandshakeRequest request, HandshakeKey key, ResponseHead head)
            throws HandshakeRefused {
        checkUpgrade(head);
        checkAccept(head, key.accept());
        return new HandshakeAgreement(
                subprotocol(request, head),
                ExtensionRules.agree(Optional.ofNullable(request.deflate()), head.values("Sec-WebSocket-Extensions")),
                head.headers());
    }

    static boolean opens(ResponseHead head) {
        return head.status() == SWITCHING_PROTOCOLS;
    }

    /** Returns the refusal by another status than 101. */
    static HandshakeRefused otherStatus(ResponseHead head, String body) {
        StringBuilder sentence = new StringBuilder("the server answered ").append(head.status());
        if (!head.reason().isEmpty()) {
            sentence.append(' ').append(shown(head.reason()));
        }
        sentence.append(", must be 101 to open a WebSocket").append(RFC);
        for (String name : TELLING) {
            head.values(name).stream()
                    .findFirst()
                    .ifPresent(value ->
                            sentence.append("; ").append(name).append(": ").append(shown(value)));
        }
        if (!body.isEmpty()) {
            sentence.append("; body: ").append(shown(body));
        }
        return new HandshakeRefused(head.status(), sentence.toString(), head.headers(), body);
    }

    private static void checkUpgrade(ResponseHead head) throws HandshakeRefused {
        String upgrade = single(head, "Upgrade");
        if (!upgrade.equalsIgnoreCase("websocket")) {
            throw refused("header Upgrade of the answer is " + shown(upgrade) + ", must be 'websocket'");
        }
        List<String> connection = head.values("Connection");
        if (!namesUpgrade(connection)) {
            throw refused("header Connection of the answer is " + shown(String.join(", ", connection))
                    + ", must name 'Upgrade'");
        }
    }

    private static boolean namesUpgrade(List<String> values) {
        for (String value : values) {
            for (String option : value.split(",")) {
                if (option.strip().equalsIgnoreCase("upgrade")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void checkAccept(ResponseHead head, String expected) throws HandshakeRefused {
        String seen = single(head, "Sec-WebSocket-Accept");
        if (!seen.equals(expected)) {
            throw refused("header Sec-WebSocket-Accept of the answer is " + shown(seen) + ", must be '" + expected
                    + "' for the key that was sent");
        }
    }

    private static Optional<String> subprotocol(HandshakeRequest request, ResponseHead head) throws HandshakeRefused {
        if (head.values("Sec-WebSocket-Protocol").isEmpty()) {
            return Optional.empty();
        }
        String chosen = single(head, "Sec-WebSocket-Protocol");
        if (!request.subprotocols().contains(chosen)) {
            throw refused(
                    "the server chose the subprotocol " + shown(chosen) + ", offered were " + request.subprotocols());
        }
        return Optional.of(chosen);
    }

    private static String single(ResponseHead head, String name) throws HandshakeRefused {
        List<String> values = head.values(name);
        if (values.isEmpty()) {
            throw refused("header " + name + " is missing in the answer");
        }
        if (values.size() > 1) {
            throw refused("header " + name + " stands " + values.size() + " times in the answer, must stand once");
        }
        return values.get(0);
    }

    private static HandshakeRefused refused(String sentence) {
        return new HandshakeRefused(0, sentence + RFC);
    }
}
