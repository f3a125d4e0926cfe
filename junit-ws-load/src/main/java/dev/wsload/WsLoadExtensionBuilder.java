package dev.wsload;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.harness.FleetRequest;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.LoadPlanBuilder;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Says what {@link WsLoadExtension} connects before each test. Begun with {@link WsLoadExtension#to}, {@link
 * WsLoadExtension#hosting} or {@link WsLoadExtension#builder()}. Not thread-safe.
 *
 * @since 0.1
 */
public final class WsLoadExtensionBuilder extends LoadPlanBuilder<WsLoadExtensionBuilder> {
    private Optional<Function<Parameters, Endpoint>> endpoint = Optional.empty();
    private Optional<IntSupplier> registered = Optional.empty();
    private String path = "";

    WsLoadExtensionBuilder() {}

    /** As {@link dev.wsload.harness.WsFleetBuilder#connectedWhen(IntSupplier)}. */
    public WsLoadExtensionBuilder connectedWhen(IntSupplier registeredClients) {
        registered = Optional.of(registeredClients);
        return this;
    }

    /** Connects to this path, where the test class marks several members {@link WsHosted}. */
    public WsLoadExtensionBuilder path(String ofHosted) {
        path = ofHosted;
        return this;
    }

    /** Returns the extension, to be registered with {@code @RegisterExtension}. */
    public WsLoadExtension build() {
        return new WsLoadExtension(copy());
    }

    WsLoadExtensionBuilder endpoint(Function<Parameters, Endpoint> given) {
        endpoint = Optional.of(given);
        return this;
    }

    Optional<Function<Parameters, Endpoint>> endpoint() {
        return endpoint;
    }

    String path() {
        return path;
    }

    /** What a hosted server has registered says nothing about a server elsewhere that takes its place. */
    FleetRequest request(ExtensionContext test, Target target) {
        LoadPlan plan = again(seed -> Again.command(test, seed))
                .raceCheck(RaceCheckExtension.rules(test).isPresent())
                .plan();
        if (plan.raceCheck() && plan.clients() == 1) {
            throw new IllegalArgumentException(
                    "clients = 1, must be 2 or more under @RaceCheck, for one client alone races nobody; a few that talk,"
                            + " come and go are enough, such as 8");
        }
        return new FleetRequest(plan, target.endpoint(), target.replacesHosted() ? Optional.empty() : registered);
    }
}
