package dev.wsload.harness;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.plan.LoadPlanBuilder;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Says what a fleet shall be, and connects it. Begun with {@link WsFleet#to} or {@link WsFleet#hosting}. Not thread-safe.
 *
 * @since 0.1
 */
public final class WsFleetBuilder extends LoadPlanBuilder<WsFleetBuilder> {
    private final Endpoint endpoint;
    private Optional<IntSupplier> registered = Optional.empty();

    WsFleetBuilder(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Counts the fleet as connected only when the server does, too: when it has registered at least as many clients as
     * have opened. Awaited for the handshake timeout at most.
     *
     * @param registeredClients how many clients the server knows now, such as {@code room::size}; called once before
     *     the first client connects, then repeatedly, on the connecting thread
     */
    public WsFleetBuilder connectedWhen(IntSupplier registeredClients) {
        registered = Optional.of(registeredClients);
        return this;
    }

    /**
     * Connects the clients; see {@link FleetRequest#connect()}.
     *
     * @throws MachineTooSmallError when the machine cannot carry the plan, before anything starts
     * @throws FleetNotConnectedError when clients could not connect, unless {@link #attempt()} was asked for
     */
    public WsFleet connect() {
        return new FleetRequest(plan(), endpoint, registered).connect();
    }
}
