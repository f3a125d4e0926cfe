package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.plan.FaultPlan.Assignment;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.Injection;
import dev.wsload.testkit.NettyServer;
import dev.wsload.testkit.TestServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten kinds of fault at once, each on five of a hundred clients. */
@Timeout(120)
class ManyFaultsTests {
    private static final int CLIENTS = 1_000;
    private static final List<PlannedFault> FAULTS = List.of(
            fault(new ResetPeer.Reset(), When.afterMessages(3)),
            fault(new ResetPeer.Reset(), When.afterMessages(2).midFrame()),
            fault(new HalfClose.Fin(), When.afterMessages(4)),
            fault(new BlackHole.Silence(), When.afterMessages(2)),
            fault(new Latency.Delay(Duration.ofMillis(5), Duration.ofMillis(5)), When.onceOpen()),
            fault(new SmallSegments.Slices(3), When.onceOpen()),
            fault(new ReservedBits.Rsv3(), When.afterMessages(3)),
            fault(new InvalidUtf8.Garbled(), When.afterMessages(4)),
            fault(new UnsolicitedPongs.Pongs(2), When.afterMessages(1)),
            fault(new WrongVersion.Version(99), When.inHandshake()));

    private static TestServer server;

    private static PlannedFault fault(Fault fault, When when) {
        return new PlannedFault(fault, Victims.share(0.05), when);
    }

    @BeforeAll
    static void start() {
        server = NettyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyEndingIsClassifiedAndTheHealthyAreNotHarmed(int seed) {
        try (WsFleet fleet = fleet(seed, CLIENTS)) {
            fleet.run(echo().messages(6));

            assertThat(fleet).healthyClients().deliveredEverything().closedCleanly();
            assertThat(fleet).faultyClients().endedAsInjected();
            assertThat(fleet.outcomes()).extracting(ClientOutcome::status).containsOnly(Status.CLOSED, Status.FAILED);
        }
    }

    @Test
    void aSeedRepeatsThePlanAndWhatIsCounted() {
        Set<String> seen = new HashSet<>();
        for (int run = 0; run < 20; run++) {
            try (WsFleet fleet = fleet(7, 100)) {
                fleet.run(echo().messages(6));
                assertThatThrownBy(() -> assertThat(fleet).faultyClients().wereAllStruck())
                        .hasMessageStartingWith("6 of 50 faults did not strike: their moment did not come")
                        .hasMessageContaining(
                                "ReservedBits on a share of 0.05 after 3 messages: client 26: HTTP status");
                seen.add(struck(fleet.faults().assignments().stream())
                        + struck(fleet.injections().stream().map(Injection::assignment)));
            }
        }
        assertThat(seen).hasSize(1);
    }

    private static String struck(Stream<Assignment> assignments) {
        return assignments
                .map(one -> one.client() + ":" + one.fault())
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static WsFleet fleet(long seed, int clients) {
        WsFleetBuilder builder = WsFleet.to(server.uri())
                .clients(clients)
                .seed(seed)
                .settleTime(Duration.ofSeconds(2))
                .closeTimeout(Duration.ofSeconds(5));
        FAULTS.forEach(builder::fault);
        return builder.connect();
    }
}
