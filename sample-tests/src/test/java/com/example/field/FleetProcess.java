package com.example.field;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.wsload.harness.MachineTooSmallError;
import dev.wsload.harness.WsFleet;
import dev.wsload.plan.TooSmall;
import dev.wsload.result.ClientOutcome;
import java.util.Map;
import java.util.TreeMap;

/** A fleet in a JVM of its own, which may have fewer file descriptors than that of the test. */
final class FleetProcess {
    static final String SEEN = "seen: ";
    static final String REFUSED = "refused: ";

    private FleetProcess() {}

    /** Connects so many clients to a URI, and says what became of them. */
    public static void main(String[] arguments) {
        TooSmall policy = TooSmall.valueOf(arguments[2]);
        try (WsFleet fleet = WsFleet.to(arguments[0])
                .clients(Integer.parseInt(arguments[1]))
                .tooSmall(policy)
                .attempt()
                .connect()) {
            System.out.println(SEEN + seen(fleet));
        } catch (MachineTooSmallError tooSmall) {
            System.out.println(REFUSED + tooSmall.getMessage());
        }
    }

    private static Map<String, Long> seen(WsFleet fleet) {
        return fleet.outcomes().stream().collect(groupingBy(FleetProcess::fate, TreeMap::new, counting()));
    }

    private static String fate(ClientOutcome outcome) {
        return outcome.failure() == null
                ? "CONNECTED"
                : outcome.failure().kind().name();
    }
}
