package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.wire.HandshakeRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The server answered the upgrade with another status than 101: by HTTP's meaning of it (RFC 9110 section 15). */
final class HandshakeRejected implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> rejected = evidence.failed(FailureKind.HTTP_STATUS);
        if (rejected.isEmpty() || 2 * rejected.size() < evidence.failed().size()) {
            return Optional.empty();
        }
        HandshakeRefused first = answer(rejected.get(0));
        List<ClientOutcome> same = rejected.stream()
                .filter(one -> answer(one).httpStatus() == first.httpStatus())
                .toList();
        int opened = evidence.opened().size();
        Meaning meaning = of(first, opened);
        return Optional.of(
                new Finding(meaning.cause, "", because(same, opened), meaning.remedy, meaning.unknown).on(same));
    }

    private record Meaning(String cause, String remedy, String unknown) {
        Meaning(String cause, String remedy) {
            this(cause, remedy, "");
        }
    }

    private static HandshakeRefused answer(ClientOutcome rejected) {
        return (HandshakeRefused) rejected.failure().cause().orElseThrow();
    }

    private static List<String> because(List<ClientOutcome> same, int opened) {
        List<String> because = new ArrayList<>();
        because.add(Evidence.clients(same) + " got: " + same.get(0).failure().detail());
        if (opened > 0) {
            because.add(Figures.count(opened, "client") + " opened, with the same request");
        }
        return because;
    }

    private static Meaning of(HandshakeRefused answer, int opened) {
        int status = answer.httpStatus();
        if (status >= 300 && status < 400) {
            return new Meaning(
                    "the server redirects the upgrade, which a WebSocket client does not follow",
                    "connect to the address that the Location header names");
        }
        return switch (status) {
            case 401, 407 -> credentials(answer);
            case 403 -> forbidden(answer);
            case 404, 410 ->
                new Meaning("nothing is at that path of the server", "compare the path of the URI with the server's");
            case 426 -> anotherProtocol(answer);
            case 429, 503 -> overloaded(opened);
            case 502 ->
                new Meaning(
                        "a proxy before the server cannot reach it, or got no right answer from it",
                        "look whether the server runs where the proxy looks for it, and at the proxy's log");
            case 504 ->
                new Meaning(
                        "a proxy before the server has waited in vain for its answer to the upgrade",
                        "find out why the server does not answer: a longer timeout of the proxy only lets clients wait longer");
            default -> ofClass(status);
        };
    }

    private static Meaning ofClass(int status) {
        if (status < 300) {
            return new Meaning(
                    "an ordinary web page is at that path, and no WebSocket endpoint; or a proxy has taken off the Upgrade header",
                    "compare the path of the URI with the server's, and let a proxy pass Upgrade and Connection on",
                    "which of the two");
        }
        return status >= 500
                ? new Meaning(
                        "the server fails while it handles the upgrade", "look at the server's log for this request")
                : new Meaning(
                        "the server finds the request wrong, one of: it misses something in it, or a proxy has taken off the Upgrade"
                                + " header",
                        "compare the request with what the endpoint wants (path, query, headers, subprotocol), and let a proxy pass"
                                + " Upgrade and Connection on",
                        "what it misses, unless its answer says it");
    }

    private static Meaning credentials(HandshakeRefused answer) {
        String scheme = answer.header("WWW-Authenticate")
                .map(value -> " (" + value.split("[ ,]", 2)[0] + ")")
                .orElse("");
        return new Meaning(
                "the server wants credentials" + scheme, "send them with the request: @WsHeaders, or headers(..)");
    }

    private static Meaning forbidden(HandshakeRefused answer) {
        return answer.body().toLowerCase(Locale.ROOT).contains("origin")
                ? new Meaning(
                        "the server forbids the upgrade for its Origin header, or because it has none",
                        "send the Origin that a browser would: @WsHeaders, or headers(..)")
                : new Meaning(
                        "the server forbids the upgrade, one of: the Origin header (or its absence), missing rights",
                        "send the Origin and the credentials that a browser would: @WsHeaders, or headers(..)",
                        "which of them: its answer does not say it");
    }

    private static Meaning anotherProtocol(HandshakeRefused answer) {
        return answer.header("Sec-WebSocket-Version")
                .filter(version -> !version.contains("13"))
                .map(version -> new Meaning(
                        "the server speaks version " + version + " of the protocol, and RFC 6455 is version 13",
                        "update the server's library"))
                .orElseGet(() -> new Meaning(
                        "the server sees no upgrade to WebSocket, one of: a proxy has taken off the Upgrade header, or the server wants"
                                + " another protocol",
                        "let the proxy pass Upgrade and Connection on, or connect past it",
                        "which of the two"));
    }

    private static Meaning overloaded(int opened) {
        return opened > 0
                ? new Meaning(
                        "the server admits no more clients than it says it can carry",
                        "let clients come more slowly (rampUp), or raise the server's limit")
                : new Meaning(
                        "the server says that it is overloaded or not ready",
                        "wait until it is ready, or raise its limit; a proxy says the same where it has no server behind it");
    }
}
