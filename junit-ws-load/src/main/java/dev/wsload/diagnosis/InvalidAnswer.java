package dev.wsload.diagnosis;

import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import java.util.List;
import java.util.Optional;

/** The server's answer to the upgrade breaks a rule of the opening handshake (RFC 6455 section 4.1), or is none. */
final class InvalidAnswer implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> invalid = evidence.failed(FailureKind.INVALID_HANDSHAKE);
        if (invalid.isEmpty() || 2 * invalid.size() < evidence.failed().size()) {
            return Optional.empty();
        }
        String rule = invalid.get(0).failure().detail();
        String because = Evidence.clients(invalid) + " got: " + rule;
        return Optional.of(finding(rule, because).on(invalid));
    }

    private static Finding finding(String rule, String because) {
        if (rule.contains("it starts with '\\x15")) {
            return found(
                    "the port speaks TLS, and the clients do not: it answered with a TLS alert",
                    because,
                    "connect with wss:// in place of ws://");
        }
        if (rule.contains("is not HTTP")) {
            return found(
                    "what listens on that port does not speak HTTP, so it is no WebSocket server",
                    because,
                    "compare the port");
        }
        if (rule.contains("the subprotocol")) {
            return found(
                    "the server chooses a subprotocol that the clients have not offered",
                    because,
                    "offer it (subprotocols = .. in @WsLoad, or subprotocols(..)), or let the server choose among those that are"
                            + " offered, or none");
        }
        if (rule.contains("extension") || rule.contains("permessage-deflate")) {
            return found(
                    "the server accepts an extension, or a parameter of it, that the clients have not offered",
                    because,
                    "let the server answer the offer in Sec-WebSocket-Extensions, and nothing else");
        }
        return found(
                "the server's answer to the upgrade breaks the protocol",
                because,
                "put it right in the server, or in the proxy that answers for it");
    }

    private static Finding found(String cause, String because, String remedy) {
        return new Finding(cause, "", List.of(because), remedy, "");
    }
}
