package dev.wsload.diagnosis;

import dev.wsload.diagnosis.Tenants.Say;
import dev.wsload.metrics.Figures;
import dev.wsload.plan.LoadPlan.Opening;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.wire.HandshakeRefused;
import dev.wsload.wire.Header;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server answered the upgrade with another status than 101: by HTTP's meaning of it (RFC 9110 section 15). */
final class HandshakeRejected implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> rejected = evidence.failed(FailureKind.HTTP_STATUS);
        if (rejected.isEmpty() || 2 * rejected.size() < evidence.failed().size()) {
            return Optional.empty();
        }
        List<ClientOutcome> same =
                rejected.stream()
                        .collect(Collectors.groupingBy(one -> answer(one).httpStatus()))
                        .values()
                        .stream()
                        .max(Comparator.comparing(List::size))
                        .orElseThrow();
        HandshakeRefused first = answer(same.get(0));
        int opened = evidence.opened().size();
        if (opened > 0) {
            return Optional.of(fromAMomentOn(evidence, same, opened).on(same));
        }
        Meaning meaning = of(first);
        List<String> because = new ArrayList<>(List.of(got(same)));
        sentWith(evidence, first).ifPresent(because::add);
        return Optional.of(new Finding(meaning.cause, "", because, meaning.remedy, meaning.unknown).on(same));
    }

    /** Says what the request had, or had not, of that which such an answer asks for. */
    private static Optional<String> sentWith(Evidence evidence, HandshakeRefused answer) {
        return switch (answer.httpStatus()) {
            case 401 ->
                Optional.of(sent(evidence, "Authorization")
                        + (answer.header("WWW-Authenticate").isEmpty()
                                ? ", and the answer has no WWW-Authenticate header to say what it wants"
                                : ""));
            case 403 -> Optional.of(sent(evidence, "Origin"));
            default -> Optional.empty();
        };
    }

    /** What the test gives for a client may be spent by now. */
    private static Stream<Header> headers(Opening opening) {
        try {
            return Stream.concat(opening.headers().stream(), opening.headersOf().apply(0).stream());
        } catch (RuntimeException spent) {
            return opening.headers().stream();
        }
    }

    private static String sent(Evidence evidence, String header) {
        Opening opening = evidence.fleet().plan().opening();
        boolean isSent = headers(opening).anyMatch(one -> one.name().equalsIgnoreCase(header));
        return isSent
                ? "the clients sent a header " + header + " that it does not take"
                : "the clients sent no header " + header;
    }

    /** What it says of the request cannot be the whole truth, for others opened with the same one. */
    private static Finding fromAMomentOn(Evidence evidence, List<ClientOutcome> same, int opened) {
        Tenants tenants = Tenants.of(evidence);
        List<String> because = new ArrayList<>();
        because.add(got(same));
        because.addAll(tenants.because(Figures.count(opened, "client") + " had opened, with the same request"));
        boolean canComeAgain = tenants.another().isEmpty() && tenants.count() > 0;
        boolean mayBeFull = tenants.say() != Say.A_FREE_PLACE_IS_NOT_TAKEN && !canComeAgain;
        Alternatives alternatives = new Alternatives()
                .orIf(
                        mayBeFull,
                        "it has a limit of connections, in all or for one address (all clients come from this machine)")
                .orIf(
                        tenants.say() != Say.A_FREE_PLACE_IS_TAKEN,
                        "it takes no more than so many in a time (a rate limit)")
                .orIf(
                        tenants.say() != Say.A_FREE_PLACE_IS_TAKEN
                                && tenants.another().isPresent(),
                        "it has taken nobody since some moment (maintenance, a shutdown, a part behind it that is down)");
        return new Finding(
                alternatives.of(
                        "the server takes " + Figures.count(opened, "client") + " and rejects others with HTTP status "
                                + answer(same.get(0)).httpStatus()),
                "",
                because,
                (mayBeFull
                                ? "raise the server's limit, or rotate over more sourceAddresses where it counts by address; "
                                : "")
                        + (tenants.say() == Say.A_FREE_PLACE_IS_TAKEN
                                ? "a ramp-up does not help against a limit of connections"
                                : "let clients come more slowly (rampUp) and see whether that changes it; look at the server's log"),
                alternatives.unknown());
    }

    private record Meaning(String cause, String remedy, String unknown) {
        Meaning(String cause, String remedy) {
            this(cause, remedy, "");
        }
    }

    private static HandshakeRefused answer(ClientOutcome rejected) {
        return (HandshakeRefused) rejected.failure().cause().orElseThrow();
    }

    private static String got(List<ClientOutcome> same) {
        return Evidence.clients(same) + " got: " + same.get(0).failure().detail();
    }

    private static Meaning of(HandshakeRefused answer) {
        int status = answer.httpStatus();
        if (status >= 300 && status < 400) {
            return new Meaning(
                    "the server redirects the upgrade, which a WebSocket client does not follow",
                    "connect to the address that the Location header names");
        }
        if (status == 400 && answer.body().matches("(?is).*\\b(https|tls|ssl)\\b.*")) {
            return new Meaning("the port speaks TLS, and the clients do not", "connect with wss:// in place of ws://");
        }
        return switch (status) {
            case 401, 407 -> credentials(answer);
            case 403 -> forbidden(answer);
            case 404, 410 ->
                new Meaning(
                        "nothing is at that path of the server, or a proxy has taken off the Upgrade header and asked for a page",
                        "compare the path of the URI with the server's, and let a proxy pass Upgrade and Connection on",
                        "which of the two");
            case 426 -> anotherProtocol(answer);
            case 429, 503 ->
                new Meaning(
                        "the server says that it is overloaded or not ready",
                        "wait until it is ready, or raise its limit; a proxy says the same where it has no server behind it");
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
                        "the server finds the request wrong, one of: it wants something that the clients do not send, or a proxy has taken off the Upgrade"
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
                "the server wants credentials" + scheme,
                "send them with the request: @WsHeaders, or header(..) of the builder");
    }

    private static Meaning forbidden(HandshakeRefused answer) {
        return answer.body().matches("(?is).*\\borigin\\b.*") && !answer.body().matches("(?is).*origin server.*")
                ? new Meaning(
                        "the server forbids the upgrade for its Origin header, or because it has none",
                        "send the Origin that a browser would: @WsLoad(origin = ..), or origin(..) of the builder")
                : new Meaning(
                        "the server forbids the upgrade, one of: the Origin header (or its absence), or missing rights",
                        "send the Origin (@WsLoad(origin = ..)) and the credentials (@WsHeaders) that a browser would",
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
}
