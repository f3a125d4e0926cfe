package dev.wsload.assertions;

import dev.wsload.diagnosis.Complaint;
import dev.wsload.metrics.Latency;
import dev.wsload.result.FleetView;
import dev.wsload.result.WorkloadResult;
import java.util.Optional;

/** Whose latency is judged, and why there may be none. */
enum LatencySource {
    /** The messages of the last workload. */
    MESSAGES("message", Complaint.SLOW_MESSAGES) {
        @Override
        Optional<Latency> in(FleetView fleet) {
            return fleet.lastWorkload().map(WorkloadResult::latency);
        }

        @Override
        Latency lateness(FleetView fleet) {
            return fleet.lastWorkload().map(WorkloadResult::lateness).orElse(Latency.NONE);
        }

        @Override
        Optional<Latency> unloadedIn(FleetView fleet) {
            return fleet.lastWorkload().flatMap(WorkloadResult::unloaded);
        }

        @Override
        String whyNone(FleetView fleet) {
            return fleet.lastWorkload()
                    .map(workload ->
                            "the workload " + workload.name() + " recorded no latency: none of its messages came back")
                    .orElse("no workload has run, so there is no latency to judge: run one first, such as"
                            + " fleet.run(echo())");
        }

        @Override
        String whyNoUnloaded(FleetView fleet) {
            return "the workload "
                    + fleet.lastWorkload().map(WorkloadResult::name).orElse("")
                    + " measured no unloaded latency to compare with: run echo().unloadedRoundTrips(100), or judge by a"
                    + " Duration";
        }
    },
    /** The opening handshakes, from their scheduled start on. */
    HANDSHAKES("handshake", Complaint.SLOW_HANDSHAKES) {
        @Override
        Optional<Latency> in(FleetView fleet) {
            return Optional.of(fleet.handshakeLatency());
        }

        @Override
        Latency lateness(FleetView fleet) {
            return fleet.handshakeLateness();
        }

        @Override
        Optional<Latency> unloadedIn(FleetView fleet) {
            return Optional.empty();
        }

        @Override
        String whyNone(FleetView fleet) {
            return "no client has connected, so there is no handshake latency to judge";
        }

        @Override
        String whyNoUnloaded(FleetView fleet) {
            return "handshakes have no unloaded latency to compare with: judge by a Duration";
        }
    };

    private final String noun;
    private final Complaint complaint;

    LatencySource(String noun, Complaint complaint) {
        this.noun = noun;
        this.complaint = complaint;
    }

    String noun() {
        return noun;
    }

    Complaint complaint() {
        return complaint;
    }

    abstract Optional<Latency> in(FleetView fleet);

    /** Returns how late the fleet itself was meanwhile. */
    abstract Latency lateness(FleetView fleet);

    abstract Optional<Latency> unloadedIn(FleetView fleet);

    abstract String whyNone(FleetView fleet);

    abstract String whyNoUnloaded(FleetView fleet);
}
