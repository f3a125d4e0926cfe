package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.fault.StaleDeadline.Work;
import dev.wsload.fault.Witness.Sight;
import dev.wsload.harness.WsFleet;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client whose deadline passes while it is busy, as the server sees it; that of a server is in {@link ServerFaultTests}. */
@Timeout(60)
class StaleDeadlineTests {
    private static final Duration DEADLINE = Duration.ofMillis(500);

    @Test
    void aClientWhoseReadsFailDropsTheConnectionWithoutACloseFrame() {
        try (Witness server = new Witness();
                WsFleet fleet = busy(server, new StaleDeadline.InClient(Work.READS), When.after(DEADLINE))) {
            assertThat(server.await(2))
                    .allSatisfy(sight -> assertThat(sight.messages()).isPositive());
            assertThat(server.await(2)).extracting(Sight::end).allMatch(end -> end.equals("FIN") || end.equals("RST"));
            assertAllDiedOfTheDeadline(fleet);
        }
    }

    @Test
    void aClientWhoseWritesFailLeavesHalfAFrame() {
        try (Witness server = new Witness();
                WsFleet fleet = busy(
                        server,
                        new StaleDeadline.InClient(Work.WRITES),
                        When.after(DEADLINE).midFrame())) {
            assertThat(server.await(2))
                    .allSatisfy(sight -> assertThat(sight.messages()).isPositive());
            assertThat(server.await(2)).extracting(Sight::end).allMatch(end -> end.endsWith("in mid-frame"));
            assertAllDiedOfTheDeadline(fleet);
        }
    }

    private static WsFleet busy(Witness server, Fault fault, When when) {
        WsFleet fleet = WsFleet.to(server.uri())
                .clients(2)
                .settleTime(Duration.ofMillis(300))
                .fault(fault, Victims.all(), when)
                .connect();
        fleet.run(echo().rate(200).unloadedRoundTrips(0).during(DEADLINE.multipliedBy(2)));
        return fleet;
    }

    /** At the deadline, and no later than the client's own loop was with anything. */
    private static void assertAllDiedOfTheDeadline(WsFleet fleet) {
        assertThat(fleet.outcomes()).allSatisfy(outcome -> assertThat(outcome.age())
                .isBetween(DEADLINE, DEADLINE.multipliedBy(2).plus(fleet.lateness())));
        assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
    }
}
