package dev.wsload.fleet;

import dev.wsload.plan.LoadPlan;
import dev.wsload.result.FaultLedger;

/** What the shards of one fleet share. */
record FleetSettings(
        LoadPlan plan,
        Target target,
        SourceAddresses sources,
        ErrorLog errors,
        FaultLedger faults,
        FirstOffence firstOffence,
        int shards) {
    /** Takes no more shards than clients may connect at the same time. */
    static FleetSettings of(
            LoadPlan plan, Target target, ErrorLog errors, FaultLedger faults, FirstOffence firstOffence) {
        int shards = Math.min(plan.loops(), Math.min(plan.clients(), plan.ramp().connectsInFlight()));
        SourceAddresses sources = SourceAddresses.of(plan, target);
        return new FleetSettings(plan, target, sources, errors, faults, firstOffence, shards);
    }
}
