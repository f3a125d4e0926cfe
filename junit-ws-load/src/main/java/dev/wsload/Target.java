package dev.wsload;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.Endpoint.HostedHandler;
import dev.wsload.endpoint.EndpointUri;
import dev.wsload.undertow.UndertowHost;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test's fleet connects to: said once, by the load or by members of the test class.
 *
 * @param place where it is said, for errors
 * @param endpoint the endpoint
 * @param replacesHosted whether it stands, by the run's parameters, in the place of one that would be hosted
 */
record Target(String place, Endpoint endpoint, boolean replacesHosted) {
    private record Candidate(String place, Supplier<Endpoint> endpoint) {}

    static Target find(ExtensionContext context, Load load, Parameters parameters) {
        List<Candidate> candidates = candidates(context, load, parameters);
        if (candidates.isEmpty()) {
            throw Misuse.at(
                    load.place(),
                    "there is nothing to connect to; give uri or endpoint, or mark a field or method of the test class"
                            + " @WsUri or @WsHosted");
        }
        if (candidates.size() > 1) {
            String places = candidates.stream().map(Candidate::place).collect(Collectors.joining(" and "));
            throw Misuse.at(load.place(), "there is more than one thing to connect to, by " + places + "; keep one");
        }
        Candidate only = candidates.get(0);
        return Misuse.at(only.place(), () -> overridden(only.place(), only.endpoint.get(), parameters));
    }

    private static List<Candidate> candidates(ExtensionContext context, Load load, Parameters parameters) {
        List<Candidate> candidates = new ArrayList<>();
        load.builder()
                .endpoint()
                .ifPresent(given -> candidates.add(new Candidate(load.place(), () -> given.apply(parameters))));
        TestMember.theOne(context, WsUri.class)
                .ifPresent(member -> candidates.add(new Candidate(member.place(), () -> external(member, load))));
        List<TestMember<WsHosted>> hosted = TestMember.of(context, WsHosted.class);
        if (!hosted.isEmpty()) {
            candidates.add(new Candidate(hosted.get(0).place(), () -> hosted(hosted, load)));
        }
        return candidates;
    }

    private static Endpoint external(TestMember<WsUri> member, Load load) {
        String path = load.builder().path();
        if (!path.isEmpty()) {
            throw Misuse.at(
                    load.place(),
                    "path = \"" + path + "\" is for hosted endpoints; say it in the URI of " + member.place());
        }
        Object uri = member.requireParameters().value("a URI or a String", URI.class, String.class);
        return new Endpoint.External(EndpointUri.parse(uri.toString()));
    }

    private static Endpoint hosted(List<TestMember<WsHosted>> members, Load load) {
        String path = load.builder().path();
        List<HostedHandler> handlers = members.stream()
                .map(Target::handler)
                .sorted(Comparator.comparing(handler -> !handler.path().equals(path)))
                .toList();
        boolean isClear =
                path.isEmpty() ? handlers.size() == 1 : handlers.get(0).path().equals(path);
        if (!isClear) {
            String paths = handlers.stream().map(HostedHandler::path).sorted().collect(Collectors.joining(", "));
            throw Misuse.at(load.place(), "path = \"" + path + "\", must be one of those hosted: " + paths);
        }
        return handlers.size() == 1 ? handlers.get(0) : new Endpoint.HostedHandlers(handlers);
    }

    private static HostedHandler handler(TestMember<WsHosted> member) {
        Object handler =
                member.requireParameters().value("a WebSocketConnectionCallback or an HttpHandler", Object.class);
        return Misuse.at(
                member.place(), () -> new HostedHandler(member.annotation().value(), handler));
    }

    private static Target overridden(String place, Endpoint original, Parameters parameters) {
        Optional<String> uri = parameters.uri();
        if (uri.isEmpty()) {
            return new Target(place, original, false);
        }
        URI replaced = uri(original);
        URI elsewhere = Misuse.at(
                "configuration parameter " + Parameters.URI_PARAMETER,
                () -> EndpointUri.override(replaced, EndpointUri.parse(uri.get())));
        return new Target(place, new Endpoint.External(elsewhere), original instanceof Endpoint.Hosted);
    }

    private static URI uri(Endpoint endpoint) {
        return endpoint instanceof Endpoint.External external
                ? external.uri()
                : URI.create("ws://localhost" + UndertowHost.path((Endpoint.Hosted) endpoint));
    }
}
