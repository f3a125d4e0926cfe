package dev.wsload.wire;

import static dev.wsload.wire.HttpSyntax.shown;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a server may answer to the offer of permessage-deflate (RFC 7692 section 7.1), the only extension offered. */
final class ExtensionRules {
    private static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";
    private static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";
    private static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";
    private static final Set<String> KNOWN = Set.of(
            SERVER_NO_CONTEXT_TAKEOVER, CLIENT_NO_CONTEXT_TAKEOVER, SERVER_MAX_WINDOW_BITS, CLIENT_MAX_WINDOW_BITS);

    private ExtensionRules() {}

    static Optional<DeflateParameters> agree(Optional<DeflateParameters> offer, List<String> headers)
            throws HandshakeRefused {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        List<ExtensionAnswer> answers = ExtensionAnswer.parse(String.join(",", headers));
        for (ExtensionAnswer answer : answers) {
            if (offer.isEmpty() || !answer.name().equals(DeflateParameters.EXTENSION)) {
                throw new HandshakeRefused(
                        0,
                        "the server chose the extension " + shown(answer.name())
                                + ", which was not offered (RFC 6455 section 4.1)");
            }
        }
        if (answers.size() > 1) {
            throw refused("the server accepted permessage-deflate " + answers.size() + " times, must accept it once");
        }
        return answers.isEmpty()
                ? Optional.empty()
                : Optional.of(agree(offer.orElseThrow(), answers.get(0).parameters()));
    }

    private static DeflateParameters agree(DeflateParameters offer, Map<String, Optional<String>> answer)
            throws HandshakeRefused {
        for (String name : answer.keySet()) {
            if (!KNOWN.contains(name)) {
                throw refused("the server answered the unknown parameter " + shown(name) + " to permessage-deflate");
            }
        }
        boolean serverNoContextTakeover = flag(answer, SERVER_NO_CONTEXT_TAKEOVER);
        if (offer.serverNoContextTakeover() && !serverNoContextTakeover) {
            throw unconfirmed(SERVER_NO_CONTEXT_TAKEOVER);
        }
        if (offer.serverMaxWindowBits() < DeflateParameters.MAX_WINDOW_BITS
                && !answer.containsKey(SERVER_MAX_WINDOW_BITS)) {
            throw unconfirmed(SERVER_MAX_WINDOW_BITS);
        }
        return new DeflateParameters(
                serverNoContextTakeover,
                flag(answer, CLIENT_NO_CONTEXT_TAKEOVER) || offer.clientNoContextTakeover(),
                window(answer, SERVER_MAX_WINDOW_BITS, offer.serverMaxWindowBits()),
                window(answer, CLIENT_MAX_WINDOW_BITS, offer.clientMaxWindowBits()));
    }

    private static boolean flag(Map<String, Optional<String>> answer, String name) throws HandshakeRefused {
        if (answer.containsKey(name) && answer.get(name).isPresent()) {
            throw refused("the server answered " + name + " with the value "
                    + shown(answer.get(name).get()) + ", must have none");
        }
        return answer.containsKey(name);
    }

    private static int window(Map<String, Optional<String>> answer, String name, int offered) throws HandshakeRefused {
        if (!answer.containsKey(name)) {
            return offered;
        }
        String value = answer.get(name).orElse("");
        if (!value.matches("[89]|1[0-5]") || Integer.parseInt(value) > offered) {
            throw refused("the server answered " + name + " = " + shown(value) + ", must be 8 to " + offered
                    + " after this offer");
        }
        return Integer.parseInt(value);
    }

    private static HandshakeRefused unconfirmed(String name) {
        return refused("the server accepted permessage-deflate without the " + name + " that was offered");
    }

    private static HandshakeRefused refused(String sentence) {
        return new HandshakeRefused(0, sentence + " (RFC 7692 section 7.1)");
    }
}
