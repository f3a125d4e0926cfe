package dev.wsload.undertow;

import dev.wsload.plan.FaultPlan;
import dev.wsload.result.FaultLedger;

/** The faults of a hosted server: which client meets which, and what has become of them. */
record ServerFaults(FaultPlan plan, FaultLedger ledger) {
    static ServerFaults none() {
        return new ServerFaults(FaultPlan.none(), new FaultLedger());
    }
}
