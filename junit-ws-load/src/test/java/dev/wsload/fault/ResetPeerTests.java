package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.wsload.fault.Witness.Sight;
import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.result.FailureKind;
import dev.wsload.result.Injection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResetPeerTests {
    private static final Fault RESET = new ResetPeer.Reset();

    private final Witness server = new Witness();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void afterMessagesTheServerMeetsAResetAndHealthyClientsAreNotHarmed() {
        try (WsFleet fleet = fleet(20)
                .fault(RESET, Victims.clients(3, 7), When.afterMessages(5))
                .connect()) {
            fleet.run(echo().messages(10));

            assertThat(fleet).healthyClients().deliveredEverything().closedCleanly();
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
            assertThat(fleet.injections())
                    .extracting(
                            Injection::what, injection -> injection.assignment().client())
                    .containsExactlyInAnyOrder(tuple("reset", 3), tuple("reset", 7));
        }
        List<Sight> sights = server.await(20);
        assertThat(sights).extracting(Sight::end).filteredOn("RST"::equals).hasSize(2);
        assertThat(sights)
                .filteredOn(sight -> sight.end().equals("RST"))
                .allSatisfy(sight -> assertThat(sight.messages()).isEqualTo(5));
        assertThat(sights)
                .filteredOn(sight -> sight.end().equals("FIN"))
                .allSatisfy(sight -> assertThat(sight.messages()).isEqualTo(10));
    }

    @Test
    void inMidFrameTheServerHasReadPartOfAFrame() {
        try (WsFleet fleet = fleet(8).fault(
                        RESET, Victims.count(4), When.afterMessages(2).midFrame())
                .connect()) {
            fleet.run(echo().messages(10));

            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
        assertThat(server.await(8))
                .extracting(Sight::end, Sight::messages)
                .filteredOn(tuple -> tuple.toList().get(0).equals("RST in mid-frame"))
                .hasSize(4)
                .allSatisfy(tuple -> assertThat(tuple.toList().get(1)).isEqualTo(2L));
    }

    @Test
    void afterBytesNotOneMoreLeavesAndAHandshakeMayBeCut() {
        try (WsFleet fleet =
                fleet(4).fault(RESET, Victims.clients(1), When.afterBytes(40)).connect()) {
            assertThat(fleet.opened()).isEqualTo(3);
            assertThat(fleet.outcomes().get(1).failure().kind()).isEqualTo(FailureKind.INJECTED);
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
        assertThat(server.await(4)).extracting(Sight::end).containsOnlyOnce("RST in the handshake");
    }

    @Test
    void beforeTheHandshakeAndAfterATime() {
        try (WsFleet fleet = fleet(4).fault(RESET, Victims.clients(0), When.inHandshake())
                .fault(RESET, Victims.clients(1), When.after(Duration.ofMillis(50)))
                .fault(RESET, Victims.clients(2), When.onceOpen())
                .connect()) {
            await().until(() -> fleet.open() == 1);

            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
            assertThat(fleet).healthyClients().closedCleanly();
        }
        assertThat(server.await(4))
                .extracting(Sight::end)
                .containsExactlyInAnyOrder("RST in the handshake", "RST", "RST", "FIN");
    }

    @Test
    void aMomentThatDoesNotComeIsTold() {
        try (WsFleet fleet = fleet(4).seed(5)
                .fault(RESET, Victims.clients(2), When.afterMessages(99))
                .connect()) {
            fleet.run(echo().messages(1));

            assertThatThrownBy(() -> assertThat(fleet).faultyClients().wereAllStruck())
                    .hasMessage("""
                            1 of 1 fault did not strike: their moment did not come, or there was nothing to strike

                              faults    ResetPeer on 0 of 1 client
                              first     ResetPeer on client 2 after 99 messages: client 2: still open
                              seed      5""");
        }
    }

    private WsFleetBuilder fleet(int clients) {
        return WsFleet.to(server.uri()).clients(clients).settleTime(Duration.ofMillis(300));
    }
}
