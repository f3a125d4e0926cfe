package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.wire.HandshakeRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The server answered the upgrade, and did not open a WebSocket. */
final class HandshakeRejected implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> rejected =
                evidence.failed(FailureKind.HTTP_STATUS, FailureKind.INVALID_HANDSHAKE, FailureKind.TLS);
        if (rejected.isEmpty() || 2 * rejected.size() < evidence.failed().size()) {
            return Optional.empty();
        }
        ClientOutcome first = rejected.get(0);
        List<ClientOutcome> same = rejected.stream()
                .filter(one -> status(one) == status(first)
                        && one.failure().kind() == first.failure().kind())
                .toList();
        Meaning meaning =
                switch (first.failure().kind()) {
                    case TLS -> ofTls(first.failure().detail());
                    case HTTP_STATUS ->
                        ofStatus(status(first), evidence.opened().size());
                    default ->
                        new Meaning(
                                "the server's answer to the upgrade breaks the protocol",
                                "put it right in the server, or in the proxy that answers for it");
                };
        return Optional.of(new Finding(meaning.cause, "", because(evidence, same), meaning.remedy, "").on(same));
    }

    private record Meaning(String cause, String remedy) {}

    private static int status(ClientOutcome outcome) {
        return outcome.failure()
                .cause()
                .filter(HandshakeRefused.class::isInstance)
                .map(refused -> ((HandshakeRefused) refused).httpStatus())
                .orElse(0);
    }

    private static List<String> because(Evidence evidence, List<ClientOutcome> same) {
        List<String> because = new ArrayList<>();
        because.add(Evidence.clients(same) + " got: " + same.get(0).failure().detail());
        int opened = evidence.opened().size();
        if (opened > 0) {
            because.add(Figures.count(opened, "client") + " opened, with the same request");
        }
        return because;
    }

    private static Meaning ofStatus(int status, int opened) {
        if (status >= 300 && status < 400) {
            return new Meaning(
                    "the server redirects the upgrade, which a WebSocket client does not follow",
                    "connect to the address that the Location header names");
        }
        return switch (status) {
            case 401, 407 ->
                new Meaning("the server wants credentials", "send them with the request: @WsHeaders, or headers(..)");
            case 403 ->
                new Meaning(
                        "the server forbids the upgrade, one of: the Origin header (or its absence), missing rights",
                        "send the Origin and the credentials that a browser would: @WsHeaders, or headers(..)");
            case 404, 410 ->
                new Meaning("nothing is at that path of the server", "compare the path of the URI with the server's");
            case 426 ->
                new Meaning(
                        "the server wants another protocol or version, or a proxy has taken off the Upgrade header",
                        "let the proxy pass Upgrade and Connection on, or connect past it");
            case 429, 503 ->
                new Meaning(
                        opened > 0
                                ? "the server admits no more clients than it says it can carry"
                                : "the server says that it is overloaded or not ready",
                        opened > 0
                                ? "let clients come more slowly (rampUp), or raise the server's limit"
                                : "wait until it is ready, or raise its limit");
            case 200, 204 ->
                new Meaning(
                        "an ordinary web page is at that path, and no WebSocket endpoint",
                        "compare the path of the URI with the server's");
            default ->
                status >= 500
                        ? new Meaning(
                                "the server fails while it handles the upgrade",
                                "look at the server's log for this request")
                        : new Meaning(
                                "the server finds the request wrong",
                                "compare it with what the endpoint wants: path, query, headers, subprotocol");
        };
    }

    private static Meaning ofTls(String detail) {
        String text = detail.toLowerCase(Locale.ROOT);
        if (text.contains("path building") || text.contains("unable to find valid certification path")) {
            return new Meaning(
                    "the server's certificate is not trusted here", "trust it for this fleet: @WsTls, or tls(..)");
        }
        if (text.contains("subject alternative") || text.contains("no name matching")) {
            return new Meaning(
                    "the server's certificate is for another host name",
                    "connect by the name that is in the certificate");
        }
        if (text.contains("expired") || text.contains("notafter")) {
            return new Meaning("the server's certificate has expired", "renew it");
        }
        if (text.contains("unrecognized ssl message") || text.contains("plaintext")) {
            return new Meaning("the server does not speak TLS on that port", "connect with ws:// in place of wss://");
        }
        if (text.contains("certificate_required") || text.contains("bad_certificate")) {
            return new Meaning(
                    "the server wants a certificate of the client's, or another one",
                    "give the fleet its own: @WsTls(clientCertificate = ..), or tls(..)");
        }
        return new Meaning(
                "client and server do not agree on TLS", "compare protocol versions and cipher suites on both sides");
    }
}
