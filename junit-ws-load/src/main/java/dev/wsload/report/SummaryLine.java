package dev.wsload.report;

import dev.wsload.metrics.Figures;
import dev.wsload.metrics.Latency;
import dev.wsload.result.FaultCounts;
import dev.wsload.result.FleetView;
import dev.wsload.result.WorkloadResult;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run says for the log: {@code 1,000 clients, 100,000 messages, nothing lost, p99 3.1 ms, closed 1000 x 1,000,
 * 4.2 s}. Stateless, thread-safe.
 *
 * @since 0.1
 */
public final class SummaryLine {
    private SummaryLine() {}

    /**
     * Returns the line. What did not happen is left out; what went wrong is counted by kind. Messages are the deliveries
     * of the workloads, or where none has run whatever the clients have received.
     *
     * @param elapsed how long the run took
     */
    public static String of(FleetView fleet, Duration elapsed) {
        return Stream.of(
                        clients(fleet),
                        struck(fleet),
                        Figures.count(messages(fleet), "message"),
                        delivery(fleet),
                        latency(fleet),
                        counted(fleet.errors().size(), "error"),
                        closed(fleet),
                        fleet.open() == 0 ? "" : Figures.count(fleet.open()) + " open",
                        Figures.duration(elapsed))
                .filter(phrase -> !phrase.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String clients(FleetView fleet) {
        String all = Figures.count(fleet.clients(), "client");
        String failures = Phrases.failures(fleet);
        return (fleet.opened() == fleet.clients() ? "" : Figures.count(fleet.opened()) + " of ")
                + all
                + (failures.isEmpty() ? "" : " (" + failures + ")");
    }

    private static String struck(FleetView fleet) {
        int clients = FaultCounts.struck(fleet);
        return fleet.faults().isEmpty() ? "" : Figures.count(clients) + " struck by faults";
    }

    private static long messages(FleetView fleet) {
        return fleet.workloads().isEmpty()
                ? fleet.messagesReceived()
                : fleet.delivery().delivered();
    }

    private static String delivery(FleetView fleet) {
        return fleet.delivery().isEmpty() ? "" : Phrases.verdict(fleet.delivery());
    }

    private static String latency(FleetView fleet) {
        Latency latency = fleet.lastWorkload().map(WorkloadResult::latency).orElse(Latency.NONE);
        return latency.isEmpty() ? "" : "p99 " + Figures.duration(latency.p99());
    }

    private static String counted(int count, String noun) {
        return count == 0 ? "" : Figures.count(count, noun);
    }

    private static String closed(FleetView fleet) {
        String codes = Phrases.closeCodes(fleet, (count, code) -> code.value() + " x " + count);
        return codes.isEmpty() ? "" : "closed " + codes;
    }
}
