package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.churn;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.plan.Workloads.fanOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.client.Within;
import dev.wsload.client.WsClientException;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.testkit.MischiefServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.testkit.UndertowServer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a fleet does with clients that faults are meant for. */
@Timeout(60)
class FaultedFleetTests {
    /** As deep as the stack of an event loop is not, if each ended within the end of the one before. */
    @Test
    void thousandsOfSilentClientsEndTogether() {
        try (TestServer server = MischiefServer.start((peer, message) -> {});
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(6_000)
                        .loops(1)
                        .fault(new BlackHole.Silence())
                        .connect()) {
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @Test
    void aScriptThatFailsOnAVictimOnlyIsNoFailure() {
        try (TestServer server = MischiefServer.start((peer, message) -> peer.text(message));
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(10)
                        .fault(new ResetPeer.Reset(), Victims.clients(4), When.afterMessages(1))
                        .connect()) {
            fleet.run(client -> {
                client.send("hello");
                client.expect("hello", Within.within(Duration.ofSeconds(5)));
            });
            assertThat(fleet).hasNoFailures();
            assertThatThrownBy(() -> fleet.run(client -> {
                        throw new WsClientException("no");
                    }))
                    .hasMessageStartingWith("the script failed on 9 of 10 clients");
        }
    }

    @Test
    void healthyClientsSendAndAreMeasuredFirst() {
        try (TestServer server =
                        MischiefServer.start((from, message) -> from.everyone().forEach(peer -> peer.text(message)));
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(5)
                        .settleTime(Duration.ofMillis(300))
                        .fault(new ResetPeer.Reset(), Victims.clients(0, 1, 2, 3), When.afterMessages(2))
                        .connect()) {
            fleet.run(fanOut().messages(5));

            assertThat(fleet).healthyClients().lostNothing();
        }
    }

    @Test
    void healthyClientsSendAndStayWhereOthersComeAndGo() {
        try (TestServer server =
                        MischiefServer.start((from, message) -> from.everyone().forEach(peer -> peer.text(message)));
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(6)
                        .settleTime(Duration.ofSeconds(1))
                        .fault(new ResetPeer.Reset(), Victims.clients(0, 1, 2, 3), When.afterMessages(2))
                        .connect()) {
            fleet.run(churn().senders(2).leaving(1).during("1 s"));

            assertThat(fleet).healthyClients().lostNothing();
            assertThat(fleet.delivery().sent()).isEqualTo(100);
        }
    }

    @Test
    void faultsThatStrikeAtTheSameFrameAllStrike() {
        try (Witness server = new Witness();
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(2)
                        .settleTime(Duration.ofMillis(300))
                        .fault(
                                new Stall.Pause(Duration.ofMillis(50)),
                                Victims.all(),
                                When.afterMessages(2).midFrame())
                        .fault(
                                new ResetPeer.Reset(),
                                Victims.all(),
                                When.afterMessages(2).midFrame())
                        .connect()) {
            fleet.run(echo().messages(6));

            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @Test
    void aFaultOfTheHandshakeStrikesInTheHandshakeOrIsRefused() {
        Fault fault = new ShortHandshakeTimeout.Hurry(Duration.ofMillis(50));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WsFleet.to("ws://localhost:1/").fault(fault, Victims.all(), When.onceOpen()))
                .withMessage("ShortHandshakeTimeout = once open, must be before TCP connects;"
                        + " at another moment it would do nothing");
        assertThatIllegalArgumentException().isThrownBy(() -> WsFleet.to("ws://localhost:1/")
                .fault(new WrongVersion.Version(7), Victims.all(), When.afterMessages(1)));
        WsFleet.to("ws://localhost:1/").fault(fault).fault(new WrongVersion.Version(7), Victims.count(1));
    }

    /** A fault of a user's own that throws. */
    record Clumsy(boolean later) implements ClientFault {
        @Override
        public Effect effect() {
            return Effect.harmless();
        }

        @Override
        public void strike(ClientSeam seam) {
            Runnable trip = () -> {
                throw new UnsupportedOperationException("tripped");
            };
            if (later) {
                seam.after(Duration.ofMillis(10), trip);
            } else {
                trip.run();
            }
        }
    }

    @Test
    void whatAFaultThrowsIsItsOwnErrorAndTheClientGoesOn() {
        try (TestServer server = UndertowServer.start();
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(4)
                        .fault(new Clumsy(false), Victims.clients(1))
                        .fault(new Clumsy(true), Victims.clients(2))
                        .connect()) {
            Awaitility.await().until(() -> fleet.errors().size() == 2);
            List<FleetError> errors = fleet.errors();
            fleet.expectError(UnsupportedOperationException.class);

            assertThat(errors).extracting(FleetError::origin).containsOnly(Origin.CALLBACK);
            assertThat(errors).extracting(FleetError::client).containsExactlyInAnyOrder(1, 2);
            fleet.run(echo().messages(2));
            assertThat(fleet).deliveredEverything();
        }
    }

    @Test
    void aFaultBeforeTheConnectionIsOpenSendsItsFramesOnceItIs() {
        try (Witness server = new Witness();
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(1)
                        .fault(new UnsolicitedPongs.Pongs(1), Victims.all(), When.afterBytes(20))
                        .connect()) {
            fleet.run(echo().messages(1));

            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
            assertThat(server.await(1).get(0).frames().get(0).opcode()).isEqualTo(0xA);
        }
    }
}
