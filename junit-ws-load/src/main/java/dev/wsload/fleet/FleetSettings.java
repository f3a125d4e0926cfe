package dev.wsload.fleet;

import dev.wsload.plan.LoadPlan;
import dev.wsload.result.FaultLedger;

/** What the shards of one fleet share. */
record FleetSettings(
        LoadPlan plan, Target target, SourceAddresses sources, ErrorLog errors, FaultLedger faults, int shards) {}
