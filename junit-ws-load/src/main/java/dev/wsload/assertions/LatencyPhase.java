package dev.wsload.assertions;

import dev.wsload.metrics.Latency;
import dev.wsload.result.FleetView;
import dev.wsload.result.WorkloadResult;
import java.util.Optional;

/** A phase of the run that a latency is compared with. */
enum LatencyPhase {
    /** One client was alone. */
    UNLOADED("unloaded") {
        @Override
        Optional<Latency> latency(LatencySource source, FleetView fleet) {
            return source.unloadedIn(fleet);
        }

        @Override
        String whyNone(LatencySource source, FleetView fleet) {
            return source.whyNoUnloaded(fleet);
        }
    },
    /** No fault of an open connection had struck. */
    FAULT_FREE("fault-free") {
        @Override
        Optional<Latency> latency(LatencySource source, FleetView fleet) {
            return source == LatencySource.MESSAGES
                    ? fleet.faultFreeWorkload()
                            .filter(base -> !hasRunNothingSince(fleet))
                            .map(WorkloadResult::latency)
                    : Optional.empty();
        }

        @Override
        String whyNone(LatencySource source, FleetView fleet) {
            if (source == LatencySource.MESSAGES && hasRunNothingSince(fleet)) {
                return "no workload has run since the faults were released, so the fault-free one would be compared with"
                        + " itself: run another after fleet.releaseFaults()";
            }
            return source == LatencySource.MESSAGES
                    ? "no workload has run without faults to compare with: hold them (holdFaults = true), run one, release them"
                            + " (fleet.releaseFaults()), and run another"
                    : "handshakes have no fault-free phase to compare with: judge by a Duration";
        }

        private boolean hasRunNothingSince(FleetView fleet) {
            return fleet.faultFreeWorkload().isPresent()
                    && fleet.faultFreeWorkload().equals(fleet.lastWorkload());
        }
    };

    private final String label;

    LatencyPhase(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    abstract Optional<Latency> latency(LatencySource source, FleetView fleet);

    abstract String whyNone(LatencySource source, FleetView fleet);
}
