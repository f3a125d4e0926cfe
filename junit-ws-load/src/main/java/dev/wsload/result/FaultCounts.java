package dev.wsload.result;

import dev.wsload.fault.PlannedFault;
import dev.wsload.metrics.Figures;
import dev.wsload.plan.FaultPlan.Assignment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many clients the faults of a fleet have struck. Stateless, thread-safe.
 *
 * @since 0.1
 */
public final class FaultCounts {
    private FaultCounts() {}

    /** Returns how many clients faults have struck. */
    public static int struck(FleetView fleet) {
        return (int) assignments(fleet)
                .filter(Assignment::hasClient)
                .map(Assignment::client)
                .distinct()
                .count();
    }

    /** Returns {@code ResetPeer on 50 clients, SlowReader on 48 of 50 clients}; empty when none was planned. */
    public static String inWords(FleetView fleet) {
        Map<Integer, Long> struck =
                assignments(fleet).collect(Collectors.groupingBy(Assignment::number, Collectors.counting()));
        Map<Integer, Long> planned = fleet.faults().assignments().stream()
                .collect(Collectors.groupingBy(Assignment::number, Collectors.counting()));
        List<PlannedFault> faults = fleet.faults().faults();
        return IntStream.range(0, faults.size())
                .mapToObj(number -> faults.get(number).fault().name()
                        + on(struck.getOrDefault(number, 0L), planned.getOrDefault(number, 0L)))
                .collect(Collectors.joining(", "));
    }

    private static String on(long struck, long planned) {
        if (planned == 0) {
            return "";
        }
        return " on " + (struck == planned ? "" : Figures.count(struck) + " of ") + Figures.count(planned, "client");
    }

    /** Not once for every injection, but once for every client and fault. */
    private static Stream<Assignment> assignments(FleetView fleet) {
        return fleet.injections().stream().map(Injection::assignment).distinct();
    }
}
