package dev.wsload;

import dev.wsload.harness.FleetRequest;
import dev.wsload.harness.WsFleet;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Tls;
import dev.wsload.wire.Header;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Puts together the fleet of one test: its load, the members of its class, and the parameters of the run over both. */
final class TestFleet {
    private final String place;
    private final FleetRequest request;

    TestFleet(ExtensionContext context, Load load) {
        WsLoadExtensionBuilder builder = load.builder().copy();
        Parameters parameters = new Parameters(context);
        addMembers(context, builder);
        parameters.override(builder);
        FaultAnnotations.of(context).forEach(builder::fault);
        Target target = Target.find(context, load, parameters);
        place = target.place();
        request = Misuse.at(load.place(), () -> builder.request(context, target));
    }

    WsFleet connect() {
        return Misuse.at(place, request::connect);
    }

    LoadPlan plan() {
        return request.plan();
    }

    private static void addMembers(ExtensionContext context, WsLoadExtensionBuilder builder) {
        TestMember.theOne(context, WsTls.class)
                .ifPresent(
                        member -> builder.tls((Tls) member.requireParameters().value("a Tls", Tls.class)));
        TestMember.theOne(context, WsHeaders.class).ifPresent(member -> {
            member.requireParameters(int.class);
            builder.headersOf(client -> headers(member, client));
        });
        TestMember.theOne(context, WsConnectedWhen.class).ifPresent(member -> {
            member.requireParameters().requireInt();
            builder.connectedWhen(() -> (Integer) member.value());
        });
    }

    private static List<Header> headers(TestMember<WsHeaders> member, int client) {
        Object headers = member.value(client);
        if (headers instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> new Header(String.valueOf(entry.getKey()), String.valueOf(entry.getValue())))
                    .toList();
        }
        if (headers instanceof List<?> list && list.stream().allMatch(Header.class::isInstance)) {
            return list.stream().map(Header.class::cast).toList();
        }
        throw member.wrong(headers, "a Map<String, String> or a List<Header>");
    }
}
