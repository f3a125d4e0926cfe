package dev.wsload.report;

import dev.wsload.metrics.Figures;
import dev.wsload.metrics.Latency;
import dev.wsload.result.Delivery;
import dev.wsload.result.FaultCounts;
import dev.wsload.result.FleetView;
import dev.wsload.result.ResourceUse;
import dev.wsload.result.WorkloadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run says to a person at a console, a labelled row for each fact:
 *
 * <pre>
 * clients      1,000 of 1,000 connected
 * handshakes   p50 12.3 ms, p90 30.2 ms, p99 45.6 ms, max 60.1 ms
 * round trips  10,000 of 10,000, nothing lost
 * latency      p50 1.2 ms, p90 2.0 ms, p99 3.1 ms, max 4.5 ms
 * resources    2,046 descriptors, 23 threads, heap 35 MB, CPU 1.3 of 2 cores (the fleet's loops 0.4), collector pauses 0 %
 * close codes  1000 (normal closure) x 1,000
 * took         4.2 s
 * </pre>
 *
 * <p>Stateless, thread-safe.
 *
 * @since 0.1
 */
public final class Summary {
    private static final String ECHO = "echo";

    private final List<String> rows = new ArrayList<>();

    private Summary() {}

    /**
     * Returns the summary, without a line end behind its last row. What did not happen is left out.
     *
     * @param elapsed how long the run took
     */
    public static String of(FleetView fleet, Duration elapsed) {
        Summary summary = new Summary();
        summary.row("clients", clients(fleet));
        summary.row("faults", FaultCounts.inWords(fleet));
        summary.row("handshakes", percentiles(fleet.handshakeLatency()));
        fleet.workloads().forEach(summary::workload);
        summary.row(
                "errors",
                fleet.errors().isEmpty() ? "" : Figures.count(fleet.errors().size()));
        summary.row("close codes", Phrases.closeCodes(fleet, (count, code) -> code + " x " + count));
        ResourceUse.of(fleet).map(ResourceUse::inWords).orElse(List.of()).forEach(use -> summary.row("resources", use));
        summary.row("still open", fleet.open() == 0 ? "" : Figures.count(fleet.open()));
        summary.row("took", Figures.duration(elapsed));
        return String.join("\n", summary.rows);
    }

    private void workload(WorkloadResult workload) {
        boolean echo = workload.name().equals(ECHO);
        row(echo ? "round trips" : workload.name(), deliveries(workload.delivery()));
        row("latency", percentiles(workload.latency()));
        row("fleet late", isMostlyItsOwn(workload) ? percentiles(workload.lateness()) : "");
        row("unloaded", workload.unloaded().map(Summary::percentiles).orElse(""));
    }

    /** Says whether the fleet was the bottleneck: half of the latency, or more, is what its own event loops were late. */
    private static boolean isMostlyItsOwn(WorkloadResult workload) {
        return !workload.latency().isEmpty()
                && workload.lateness()
                                .p99()
                                .multipliedBy(4)
                                .compareTo(workload.latency().p99())
                        >= 0;
    }

    private void row(String label, String text) {
        if (!text.isEmpty()) {
            rows.add(String.format("%-12s %s", label, text));
        }
    }

    private static String clients(FleetView fleet) {
        String failures = Phrases.failures(fleet);
        return Figures.count(fleet.opened()) + " of " + Figures.count(fleet.clients()) + " connected"
                + (failures.isEmpty() ? "" : "; " + failures);
    }

    private static String deliveries(Delivery delivery) {
        return delivery.isEmpty()
                ? "no messages"
                : Figures.count(delivery.delivered()) + " of " + Figures.count(delivery.owed()) + ", "
                        + Phrases.verdict(delivery);
    }

    private static String percentiles(Latency latency) {
        return latency.isEmpty() ? "" : latency.toString();
    }
}
