package dev.wsload.harness;

import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.fleet.ClientFleet;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.FaultLedger;

/** What a fleet is made of once it has been launched. */
record FleetParts(
        LoadPlan plan,
        ClientFleet clients,
        RunningEndpoint endpoint,
        EndpointWatch watch,
        ResourceSampler resources,
        FaultLedger faults) {
    /** Lets faults strike that have been held. */
    void releaseFaults() {
        if (!faults.areHeld()) {
            throw new IllegalStateException(
                    "no faults are held: say holdFaults = true in @WsLoad, or holdFaults() to the builder");
        }
        faults.release();
        arrived();
    }

    /** Lets faults strike that have waited for the whole fleet to have connected, or have been held. */
    void arrived() {
        endpoint.arrived();
        clients.arrived();
    }
}
