package dev.wsload.assertions;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.result.FleetFixture.CLEAN;
import static dev.wsload.result.FleetFixture.closed;
import static dev.wsload.result.FleetFixture.closure;
import static dev.wsload.result.FleetFixture.failed;
import static dev.wsload.wire.CloseCode.ABNORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.GOING_AWAY;
import static dev.wsload.wire.CloseCode.INTERNAL_ERROR;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.NO_STATUS_RECEIVED;
import static dev.wsload.wire.CloseCode.PROTOCOL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.FleetFixture;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CloseAssertionsTests {
    private static final Closure TORN = closure(ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.RESET);
    private static final Closure CRASH = closure(INTERNAL_ERROR, Initiator.SERVER, TcpEnd.FIN);
    private static final ClientOutcome CONNECTING = ClientOutcome.connecting(5);

    @Test
    void aCloseAssertionEndsTheFleetFirst() {
        FleetFixture fleet = FleetFixture.open(10);

        assertThat(fleet).closedExactlyWith(NORMAL_CLOSURE).closedOnlyWith(NORMAL_CLOSURE, GOING_AWAY);

        assertThat(fleet.open()).isZero();
    }

    @Test
    void closedExactlyNamesCountsAndTheFirstOffenders() {
        FleetFixture fleet = FleetFixture.open(1000)
                .with(closed(17, TORN))
                .with(closed(400, TORN))
                .with(closed(
                        18,
                        new Closure(
                                INTERNAL_ERROR,
                                "out of\nmemory",
                                Initiator.SERVER,
                                true,
                                TcpEnd.FIN,
                                Optional.empty(),
                                Optional.empty())));

        assertThatThrownBy(() -> assertThat(fleet).closedExactlyWith(NORMAL_CLOSURE))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        3 of 1,000 clients did not close with 1000 (normal closure)

                          seen      997 x 1000 (normal closure), closed by the client, TCP FIN
                                    2 x 1006 (abnormal closure), nobody sent a close frame, TCP reset
                                    1 x 1011 (internal error), closed by the server, TCP FIN
                          when      at connection age 4.2 s, 4.2 s after the fleet began
                          cause     unexplained: nothing that is known fits what was seen
                          first     client 17: 1006 (abnormal closure), nobody sent a close frame, TCP reset, at connection age 4.2 s
                                    client 18: 1011 (internal error), closed by the server, TCP FIN, reason "out of memory", at connection age 4.2 s
                                    client 400: 1006 (abnormal closure), nobody sent a close frame, TCP reset, at connection age 4.2 s
                          seed      42""");
    }

    @Test
    void anErrorThatMayBeTheCauseIsToldToo() {
        FleetFixture fleet = FleetFixture.open(20)
                .with(new FleetError(Origin.ENDPOINT, -1, new IllegalStateException("no name")))
                .with(closed(17, CRASH));

        assertThatThrownBy(() -> assertThat(fleet).hasNoUnexpectedClose())
                .hasMessageContaining("\n  errors    endpoint: java.lang.IllegalStateException: no name, at");
    }

    @Test
    void aClientThatNeverConnectedDidNotCloseExactlyWithAnything() {
        FleetFixture fleet = FleetFixture.open(3).with(failed(1, FailureKind.REFUSED, "nothing listens on port 8080"));

        assertThat(fleet).closedOnlyWith(NORMAL_CLOSURE);
        assertThatThrownBy(() -> assertThat(fleet).closedExactlyWith(NORMAL_CLOSURE))
                .hasMessage("""
                        1 of 3 clients did not close with 1000 (normal closure)

                          seen      2 x 1000 (normal closure), closed by the client, TCP FIN
                                    1 x not connected: connection refused
                          when      10.0 ms after the fleet began
                          cause     unexplained: nothing that is known fits what was seen
                          first     client 1: connection refused: nothing listens on port 8080
                          seed      42""");
    }

    @Test
    void anyNumberOfOffendersFitsOnOneScreen() {
        FleetFixture fleet = FleetFixture.open(10_000);
        IntStream.range(0, 10_000)
                .forEach(client -> fleet.with(
                        closed(client, closure(CloseCode.of(4000 + client % 1000), Initiator.SERVER, TcpEnd.FIN))));

        assertThatThrownBy(() -> assertThat(fleet).closedOnlyWith(NORMAL_CLOSURE))
                .message()
                .startsWith("10,000 of 10,000 clients closed with another code than 1000 (normal closure)\n")
                .contains("\n            and 994 more kinds\n", "\n            and 9,994 more clients\n")
                .hasLineCount(19);
    }

    @Test
    void closedOnlyWithNamesAllCodesAllowed() {
        FleetFixture fleet = FleetFixture.open(2).with(closed(1, CRASH));

        assertThatThrownBy(() -> assertThat(fleet).closedOnlyWith(GOING_AWAY, NORMAL_CLOSURE))
                .message()
                .startsWith(
                        "1 of 2 clients closed with another code than 1000 (normal closure) or 1001 (going away)\n");
    }

    @Test
    void closedWithNoneOfFailsForTheCodesNamed() {
        FleetFixture fleet = FleetFixture.open(2).with(closed(1, TORN));

        assertThat(fleet).closedWithNoneOf(INTERNAL_ERROR, NO_STATUS_RECEIVED);
        assertThatThrownBy(() -> assertThat(fleet).closedWithNoneOf(ABNORMAL_CLOSURE))
                .message()
                .startsWith("1 of 2 clients closed with 1006 (abnormal closure)\n");
    }

    @Test
    void aClientStillUnderWayAfterTheEndFailsEveryCloseAssertion() {
        FleetFixture fleet = FleetFixture.open(1000).with(CONNECTING);

        assertThatThrownBy(() -> assertThat(fleet).closedWithNoneOf(ABNORMAL_CLOSURE))
                .hasMessage("""
                        1 of 1,000 clients did not close: still open after the fleet's close handshake

                          seen      999 x 1000 (normal closure), closed by the client, TCP FIN
                                    1 x still connecting
                          first     client 5: still connecting
                          seed      42""");
    }

    @Test
    void whereNothingHasClosedThereIsNothingToJudge() {
        FleetFixture fleet = FleetFixture.open(1).with(failed(0, FailureKind.REFUSED, "nothing listens on port 8080"));

        assertThatThrownBy(() -> assertThat(fleet).closedOnlyWith(NORMAL_CLOSURE))
                .hasMessage("""
                        none of 1 client has closed, so there is no closure to judge

                          seen      1 x not connected: connection refused
                          when      10.0 ms after the fleet began
                          cause     nothing listens there (field guide F4)
                          because   the machine answered and refused the connection of 1 client, so it is up and reachable
                                    no client has ever opened
                          remedy    start the server before the test, and compare host and port
                          unknown   whether it never started or has crashed: its log and exit status say so
                          first     client 0: connection refused: nothing listens on port 8080
                          seed      42""");
    }

    @Test
    void connectionsLeftByChurningClientsAreJudgedToo() {
        FleetFixture fleet = FleetFixture.open(2).withLeft(closed(1, TORN)).withLeft(closed(1, CLEAN));

        assertThatThrownBy(() -> assertThat(fleet).closedOnlyWith(NORMAL_CLOSURE))
                .message()
                .startsWith("1 of 4 connections closed with another code than 1000 (normal closure)\n");
    }

    @Test
    void whatNobodyAskedForIsUnexpected() {
        assertUnexpected(CRASH);
        assertUnexpected(TORN);
        assertUnexpected(closure(NO_STATUS_RECEIVED, Initiator.SERVER, TcpEnd.FIN));
        assertUnexpected(closure(ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.FIN));
        assertUnexpected(closure(ABNORMAL_CLOSURE, Initiator.CLIENT, TcpEnd.TIMEOUT));
        assertUnexpected(new Closure(
                PROTOCOL_ERROR,
                "",
                Initiator.CLIENT,
                true,
                TcpEnd.FIN,
                Optional.of("masked frame from the server"),
                Optional.empty()));
    }

    private static void assertUnexpected(Closure closure) {
        FleetFixture fleet = FleetFixture.open(2).with(closed(1, closure));
        assertThatThrownBy(() -> assertThat(fleet).hasNoUnexpectedClose())
                .message()
                .startsWith("1 of 2 clients closed unexpectedly\n");
    }

    @Test
    void whatWasAskedForOrSaidPolitelyIsExpected() {
        assertThat(FleetFixture.open(5)
                        .with(closed(0, closure(NORMAL_CLOSURE, Initiator.SERVER, TcpEnd.FIN)))
                        .with(closed(1, closure(GOING_AWAY, Initiator.SERVER, TcpEnd.RESET)))
                        .with(closed(2, closure(CloseCode.of(4001), Initiator.CLIENT, TcpEnd.FIN)))
                        .with(closed(3, closure(ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.ABORTED))))
                .hasNoUnexpectedClose();
    }

    @Test
    void aProtocolViolationIsPartOfTheEvidence() {
        FleetFixture fleet = FleetFixture.open(2)
                .with(closed(
                        1,
                        new Closure(
                                PROTOCOL_ERROR,
                                "",
                                Initiator.CLIENT,
                                false,
                                TcpEnd.FIN,
                                Optional.of("masked frame from the server"),
                                Optional.empty())));

        assertThatThrownBy(() -> assertThat(fleet).hasNoUnexpectedClose())
                .message()
                .contains("client 1: 1002 (protocol error), closed by the client, TCP FIN, not clean,"
                        + " masked frame from the server, at connection age 4.2 s");
    }

    @Test
    void aCloseWithoutBothFramesOrWithoutAnOrderlyEndIsNotClean() {
        FleetFixture fleet =
                FleetFixture.open(3).with(closed(1, closure(NORMAL_CLOSURE, Initiator.SERVER, TcpEnd.RESET)));

        assertThat(FleetFixture.open(3).with(closed(2, CRASH))).closedCleanly();
        assertThatThrownBy(() -> assertThat(fleet).closedCleanly()).hasMessage("""
                        1 of 3 clients did not close cleanly

                          seen      2 x 1000 (normal closure), closed by the client, TCP FIN
                                    1 x 1000 (normal closure), closed by the server, TCP reset, not clean
                          when      at connection age 4.2 s, 4.2 s after the fleet began
                          first     client 1: 1000 (normal closure), closed by the server, TCP reset, not clean, at connection age 4.2 s
                          seed      42""");
    }

    @Test
    void anAssertionWithoutACodeIsRefused() {
        assertThatThrownBy(() -> assertThat(FleetFixture.open(1)).closedOnlyWith())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("closedOnlyWith() names no close code: give one or more, such as 1000");
        assertThatThrownBy(() -> assertThat(FleetFixture.open(1)).closedWithNoneOf())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("closedWithNoneOf() names no close code: give one or more, such as 1000");
    }
}
