package dev.wsload.assertions;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.result.FleetFixture.closed;
import static dev.wsload.result.FleetFixture.closure;
import static dev.wsload.result.FleetFixture.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.fault.AcceptLimit;
import dev.wsload.fault.Fault;
import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.ReconnectStorm;
import dev.wsload.fault.ReservedBits;
import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.ServerCrash;
import dev.wsload.fault.UnsolicitedPongs;
import dev.wsload.fault.Victims;
import dev.wsload.fault.When;
import dev.wsload.fault.WrongVersion;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.EndpointView;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.Visit;
import dev.wsload.result.Visit.RoundTrip;
import dev.wsload.result.Visit.Times;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FaultAssertionsTests {
    private static final Closure TORN = closure(CloseCode.ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.RESET);
    private static final Closure REFUSED = closure(CloseCode.PROTOCOL_ERROR, Initiator.SERVER, TcpEnd.FIN);

    @Test
    void healthyClientsAreJudgedWithoutTheFaultyOnes() {
        FleetFixture fleet = struckBy(new ResetPeer.Reset()).with(closed(3, TORN));

        assertThat(fleet).healthyClients().closedCleanly().allConnected();
        assertThatThrownBy(() -> assertThat(fleet).closedCleanly()).hasMessageContaining("1 of 10 clients");
    }

    @Test
    void aFailureSaysWhoWasJudged() {
        FleetFixture fleet = struckBy(new ResetPeer.Reset()).with(closed(4, TORN));

        assertThatThrownBy(
                        () -> assertThat(fleet).as("the rest").healthyClients().closedCleanly())
                .hasMessage("""
                        [the rest] 1 of 9 clients did not close cleanly

                          faults    ResetPeer on 1 client
                          judged    9 healthy of 10 clients; faults are meant for the rest
                          seen      8 x 1000 (normal closure), closed by the client, TCP FIN
                                    1 x 1006 (abnormal closure), nobody sent a close frame, TCP reset
                          when      at connection age 4.2 s, 4.2 s after the fleet began
                          cause     unexplained: nothing that is known fits what was seen
                          first     client 4: 1006 (abnormal closure), nobody sent a close frame, TCP reset, at connection age 4.2 s
                          seed      42""")
                .satisfies(failure -> assertThat(failure.getStackTrace()[0].getClassName())
                        .isEqualTo(FaultAssertionsTests.class.getName()));
    }

    @Test
    void aSoftAssertionCollectsWhatFailsOfHealthyAndFaultyClients() {
        FleetFixture fleet = struckBy(new ReservedBits.Rsv3()).with(closed(4, TORN));

        assertThatThrownBy(() -> WsSoftAssertions.assertSoftly(softly -> {
                    softly.assertThat(fleet).healthyClients().closedCleanly();
                    softly.assertThat(fleet).faultyClients().endedAsInjected();
                }))
                .hasMessageContainingAll(
                        "1 of 9 clients did not close cleanly",
                        "1 of 1 client that faults struck ended otherwise than expected");
    }

    @Test
    void whoEndsAsTheFaultSaysIsAsInjected() {
        assertThat(struckBy(new ResetPeer.Reset()).with(closed(3, TORN)))
                .faultyClients()
                .endedAsInjected();
        assertThat(struckBy(new ReservedBits.Rsv3()).with(closed(3, REFUSED)))
                .faultyClients()
                .endedAsInjected();
        assertThat(struckBy(new UnsolicitedPongs.Pongs(1))).faultyClients().endedAsInjected();
        assertThat(struckBy(new WrongVersion.Version(99)).with(failed(3, FailureKind.HTTP_STATUS, "426")))
                .faultyClients()
                .endedAsInjected()
                .wereAllStruck();
    }

    @Test
    void whereNobodyIsHealthyThereIsNothingToJudge() {
        FleetFixture fleet =
                FleetFixture.open(10).struckBy(new PlannedFault(new ResetPeer.Reset(), Victims.all(), When.onceOpen()));

        assertThatThrownBy(() -> assertThat(fleet).healthyClients().lostNothing())
                .hasMessage("""
                        no client is healthy, so there is nothing to judge: faults are meant for all 10; give them a share

                          faults    ResetPeer on 10 clients
                          seed      42""");
    }

    @Test
    void expectedAndSeenStandSideBySide() {
        assertThatThrownBy(() -> assertThat(struckBy(new ReservedBits.Rsv3()).with(closed(3, TORN)))
                        .faultyClients()
                        .endedAsInjected())
                .hasMessage("""
                        1 of 1 client that faults struck ended otherwise than expected

                          faults    ReservedBits on 1 client
                          seen      1 x 1006 (abnormal closure), nobody sent a close frame, TCP reset
                          first     client 3: 1006 (abnormal closure), nobody sent a close frame, TCP reset, at connection age 4.2 s; \
                        expected after ReservedBits: the server closes with
                                    1002 (protocol error)
                          seed      42""");
    }

    @Test
    void anAssertionOverNoFaultFails() {
        assertThatThrownBy(
                        () -> assertThat(FleetFixture.open(10)).faultyClients().endedAsInjected())
                .hasMessageStartingWith("no fault was planned, so there is none to judge: put a fault on the test");
        assertThatThrownBy(
                        () -> assertThat(FleetFixture.open(10)).faultyClients().wereAllStruck())
                .hasMessageStartingWith("no fault was planned");
    }

    @Test
    void aLimitOfTheServerExplainsWhoDidNotOpenAndNoOtherEnd() {
        FleetFixture fleet = FleetFixture.open(10)
                .struckBy(PlannedFault.of(new AcceptLimit.Limit(9)))
                .with(failed(4, FailureKind.HANDSHAKE_TIMEOUT, "no answer"));

        assertThat(fleet).abnormalEndsAreExplained();
        assertThat(fleet).healthyClients().abnormalEndsAreExplained();
        assertThatThrownBy(() -> assertThat(fleet.with(closed(3, TORN))).abnormalEndsAreExplained())
                .hasMessageStartingWith("1 of 2 abnormal ends is unexplained: no fault leads there");
    }

    @Test
    void aCrashExplainsNothingThatWasBeforeIt() {
        FleetFixture fleet = FleetFixture.open(10).struckBy(PlannedFault.of(new ServerCrash.Crash(Duration.ZERO)));
        ClientOutcome early = closed(3, TORN);

        assertThat(fleet.with(early)).abnormalEndsAreExplained();
        assertThatThrownBy(() -> assertThat(fleet.with(FleetFixture.openClient(3)
                                .closed(TORN, early.age(), Duration.ofMillis(4), early.activity(), Optional.empty())))
                        .abnormalEndsAreExplained())
                .hasMessageStartingWith("1 of 1 abnormal end is unexplained: no fault leads there");
    }

    @Test
    void aStormThatCannotComeBackIsNotAsInjected() {
        FleetFixture fleet =
                struckBy(new ReconnectStorm.Storm()).with(failed(3, FailureKind.REFUSED, "connection refused"));

        assertThatThrownBy(() -> assertThat(fleet).faultyClients().endedAsInjected())
                .hasMessageStartingWith("1 of 1 client that faults struck ended otherwise than expected");
    }

    @Test
    void aDiagnosisThatFailsHidesNothing() {
        FleetFixture fleet = FleetFixture.open(1).with(closed(0, TORN)).endpoint(new SlowList() {
            @Override
            public Visit visit(Duration limit, RoundTrip roundTrip) {
                throw new IllegalStateException("no way there");
            }
        });

        assertThatThrownBy(() -> assertThat(fleet).closedCleanly())
                .hasMessageStartingWith("1 of 1 client did not close cleanly")
                .hasMessageContaining(
                        "unknown   the cause, since the diagnosis failed: java.lang.IllegalStateException: no"
                                + " way there");
    }

    /** The list needs some looks to be right; what is left of the time is for the new client. */
    @Test
    void recoveryHasOneTimeForAllItsSteps() {
        SlowList endpoint = new SlowList();
        Duration limit = Duration.ofSeconds(10);

        assertThat(FleetFixture.open(2).endpoint(endpoint)).endpoint().recoversWithin(limit);
        assertThat(endpoint.given).isPositive().isLessThan(limit.minusMillis(60));
    }

    /** An endpoint whose list of clients is right at the fifth look. */
    private static class SlowList implements EndpointView {
        private int looks;
        private Duration given;

        @Override
        public OptionalInt registered() {
            return OptionalInt.of(++looks < 5 ? 3 : 2);
        }

        @Override
        public Visit visit(Duration limit, RoundTrip roundTrip) {
            given = limit;
            return Visit.served(new Times(Duration.ZERO, Duration.ZERO, Optional.empty()));
        }
    }

    private static FleetFixture struckBy(Fault fault) {
        return FleetFixture.open(10).struckBy(new PlannedFault(fault, Victims.clients(3), fault.moment()));
    }
}
