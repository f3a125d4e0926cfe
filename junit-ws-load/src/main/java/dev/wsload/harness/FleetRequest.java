package dev.wsload.harness;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.plan.LoadPlan;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * What a front door asks for: a plan against an endpoint. Immutable.
 *
 * @param plan what shall be done
 * @param endpoint what to connect to
 * @param registered how many clients the server counts as connected, by a condition of the user's; empty = the handshake
 *     alone counts
 * @since 0.1
 */
public record FleetRequest(LoadPlan plan, Endpoint endpoint, Optional<IntSupplier> registered) {
    /** Refuses nulls, and faults of the hosted server where there is none. */
    public FleetRequest {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(registered, "registered");
        if (endpoint instanceof Endpoint.External external) {
            plan.faults().requireNoHost(external.uri());
        }
    }

    /**
     * Checks the machine, waits for file descriptors, starts the endpoint if it is hosted, and connects the clients.
     *
     * @throws MachineTooSmallError when the machine cannot carry the plan, before anything starts
     * @throws FleetNotConnectedError when clients could not connect, unless the plan attempts only
     */
    public WsFleet connect() {
        return new Launch(this).connect();
    }
}
