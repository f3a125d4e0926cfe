package dev.wsload.fleet;

import dev.wsload.plan.LoadPlan;

/** What the shards of one fleet share. */
record FleetSettings(
        LoadPlan plan, Target target, SourceAddresses sources, ErrorLog errors, InjectionLog injections, int shards) {}
