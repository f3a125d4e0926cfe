package dev.wsload.assertions;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.metrics.Latency;
import dev.wsload.result.Delivery;
import dev.wsload.result.DeliveryLedger;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.StreamLedger;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryAssertionsTests {
    private static final Consumer<DeliveryLedger> LOSS = ledger -> {
        StreamLedger stream = heard(ledger, 17, 4, 0, 1, 2);
        ledger.settle(stream, 10, "closed with 1006 at 4.2 s");
    };
    private static final Consumer<DeliveryLedger> UNSENT = ledger -> ledger.notSent(17, 4, 10, () -> "still open");
    private static final Consumer<DeliveryLedger> DUPLICATE = ledger -> heard(ledger, 18, 4, 0, 0);
    private static final Consumer<DeliveryLedger> SWAP = ledger -> heard(ledger, 18, 4, 1, 0);
    private static final Consumer<DeliveryLedger> TOO_LATE = ledger -> heard(ledger, 18, 4, 64, 0);
    private static final Consumer<DeliveryLedger> CORRUPTION = ledger -> ledger.corrupted(18, "64 bytes");
    private static final Consumer<DeliveryLedger> CROSS_TALK = ledger -> ledger.crossed(18, 4, 7, 1);
    private static final Consumer<DeliveryLedger> AFTER_CLOSE = ledger -> ledger.afterClose(18);

    @Test
    void aPerfectDeliveryPassesEveryAssertion() {
        assertThat(FleetFixture.open(10).heard(ledger -> {}))
                .lostNothing()
                .duplicatedNothing()
                .reorderedNothing()
                .corruptedNothing()
                .crossedNothing()
                .deliveredEverything();
    }

    @Test
    void aLossIsToldWithItsEvidence() {
        assertThatThrownBy(() -> assertThat(FleetFixture.open(1000).heard(LOSS.andThen(DUPLICATE)))
                        .lostNothing())
                .hasMessage("""
                        1 of 1,000 clients lost messages

                          seen      100,004 of 100,010 owed messages delivered, 7 lost, 1 duplicated
                          cause     unexplained: nothing that is known fits what was seen
                          first     client 17: lost: heard 3 of 10 messages of client 4, none after number 2; closed with 1006 at 4.2 s
                          seed      42""");
    }

    @Test
    void anErrorThatMayBeTheCauseIsToldToo() {
        FleetFixture fleet = FleetFixture.open(20)
                .with(new FleetError(Origin.ENDPOINT, -1, new IllegalStateException("no name")))
                .heard(LOSS);

        assertThatThrownBy(() -> assertThat(fleet).lostNothing())
                .hasMessageContaining("\n  errors    endpoint: java.lang.IllegalStateException: no name, at");
    }

    @Test
    void allOffendersCountThoughOnlyTheFirstAreNamed() {
        Consumer<DeliveryLedger> corruptedOn33 =
                ledger -> IntStream.range(0, 33).forEach(client -> ledger.corrupted(client, "64 bytes"));

        assertThatThrownBy(() ->
                        assertThat(FleetFixture.open(1000).heard(corruptedOn33)).corruptedNothing())
                .hasMessageContaining("33 of 1,000 clients got corrupted messages")
                .hasMessageContaining("client 5: corrupted: 64 bytes\n            and 27 more clients\n");
    }

    @Test
    void noKindCrowdsOutAnother() {
        Consumer<DeliveryLedger> offences = ledger -> IntStream.range(0, 9).forEach(client -> {
            ledger.corrupted(client, "64 bytes");
            ledger.notSent(client, 4, 10, () -> "no reply");
            ledger.settle(ledger.stream(client, client, 0), 5, null);
        });

        assertThatThrownBy(
                        () -> assertThat(FleetFixture.open(20).heard(offences)).lostNothing())
                .hasMessageContaining("""
                          first     client 0: lost: heard none of 5 messages of client 0; not sent: sent 4 of 10; no reply
                                    client 1: lost: heard none of 5 messages of client 1; not sent: sent 4 of 10; no reply
                        """)
                .hasMessageContaining("and 3 more clients\n");
    }

    @Test
    void whatWasNotSentIsToldThoughNothingWasOwedThen() {
        DeliveryLedger ledger = new DeliveryLedger();
        ledger.notSent(3, 0, 10, () -> "closed at once");
        FleetFixture fleet =
                FleetFixture.open(20).ran("fan-out", DeliveryLedger.merge(List.of(ledger), 0), Latency.NONE, null);

        assertThatThrownBy(() -> assertThat(fleet).lostNothing())
                .hasMessageContaining("1 of 20 clients could not send all their messages")
                .hasMessageContaining("client 3: not sent: sent 0 of 10; closed at once");
        assertThatThrownBy(() -> assertThat(fleet).corruptedNothing())
                .hasMessageContaining("no message was owed to anybody");
    }

    @Test
    void everyKindIsToldByDeliveredEverything() {
        Consumer<DeliveryLedger> everything = LOSS.andThen(DUPLICATE)
                .andThen(SWAP)
                .andThen(TOO_LATE)
                .andThen(CORRUPTION)
                .andThen(CROSS_TALK)
                .andThen(AFTER_CLOSE)
                .andThen(ledger -> ledger.unrecognised(() -> "welcome"));

        assertThatThrownBy(() ->
                        assertThat(FleetFixture.open(1000).heard(everything)).deliveredEverything())
                .hasMessage("""
                        1 of 1,000 clients lost messages, 1 got messages more than once, 1 got messages out of order, \
                        1 got corrupted messages, 1 got messages of other clients, 1 got messages after the close frame, \
                        1 got messages outside the reorder window of 64: not judged

                          seen      100,007 of 100,010 owed messages delivered, 7 lost, 1 duplicated, 1 reordered, \
                        1 corrupted, 1 crossed, 1 after close, 1 not judged
                          cause     unexplained: nothing that is known fits what was seen
                          first     client 17: lost: heard 3 of 10 messages of client 4, none after number 2; closed with 1006 at 4.2 s
                                    client 18: duplicated: number 0 of client 4 once more; reordered: number 0 of client 4 after 1; \
                        corrupted: 64 bytes; crossed: number 7 of client 4,
                                    run 1; after close: a message after the server's close frame; not judged: number 0 of client 4 when \
                        64 had come
                          also      1 message not of the workload arrived; a server that does not echo verbatim needs a function that recognises its replies
                          seed      42""");
    }

    static Stream<Arguments> offences() {
        return Stream.of(
                offence(LOSS, FleetAssert::lostNothing, "1 of 20 clients lost messages\n"),
                offence(UNSENT, FleetAssert::lostNothing, "1 of 20 clients could not send all their messages\n"),
                offence(
                        UNSENT,
                        FleetAssert::deliveredEverything,
                        "1 of 20 clients could not send all their messages\n"),
                offence(DUPLICATE, FleetAssert::duplicatedNothing, "1 of 20 clients got messages more than once\n"),
                offence(SWAP, FleetAssert::reorderedNothing, "1 of 20 clients got messages out of order\n"),
                offence(CORRUPTION, FleetAssert::corruptedNothing, "1 of 20 clients got corrupted messages\n"),
                offence(CROSS_TALK, FleetAssert::crossedNothing, "1 of 20 clients got messages of other clients\n"),
                offence(
                        AFTER_CLOSE,
                        FleetAssert::deliveredEverything,
                        "1 of 20 clients got messages after the close frame\n"),
                offence(TOO_LATE, FleetAssert::lostNothing, "1 of 20 clients got messages outside the reorder window"),
                offence(TOO_LATE, FleetAssert::duplicatedNothing, "1 of 20 clients got messages outside the"),
                offence(TOO_LATE, FleetAssert::reorderedNothing, "1 of 20 clients got messages outside the"));
    }

    @ParameterizedTest
    @MethodSource("offences")
    void eachAssertionSeesItsOffence(
            Consumer<DeliveryLedger> incident, Function<FleetAssert, FleetAssert> assertion, String headline) {
        assertThatThrownBy(
                        () -> assertion.apply(assertThat(FleetFixture.open(20).heard(incident))))
                .isInstanceOf(AssertionError.class)
                .message()
                .startsWith(headline);
    }

    @Test
    void anAssertionIgnoresTheOffencesOfOthers() {
        assertThat(FleetFixture.open(20).heard(DUPLICATE.andThen(SWAP).andThen(AFTER_CLOSE)))
                .lostNothing()
                .corruptedNothing()
                .crossedNothing();
        assertThat(FleetFixture.open(20).heard(LOSS.andThen(UNSENT)))
                .duplicatedNothing()
                .reorderedNothing();
    }

    @Test
    void allWorkloadsAreJudgedNotTheLastAlone() {
        FleetFixture fleet = FleetFixture.open(20).heard(LOSS).heard(ledger -> {});

        assertThatThrownBy(() -> assertThat(fleet).lostNothing())
                .message()
                .startsWith("1 of 20 clients lost messages\n");
    }

    static Stream<Function<FleetAssert, FleetAssert>> assertions() {
        return Stream.of(
                FleetAssert::lostNothing,
                FleetAssert::duplicatedNothing,
                FleetAssert::reorderedNothing,
                FleetAssert::corruptedNothing,
                FleetAssert::crossedNothing,
                FleetAssert::deliveredEverything);
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void withoutAWorkloadNothingCanBeJudged(Function<FleetAssert, FleetAssert> assertion) {
        assertThatThrownBy(() -> assertion.apply(assertThat(FleetFixture.open(1))))
                .hasMessage("no workload has run, so there is no delivery to judge:"
                        + " run one first, such as fleet.run(echo())");
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void withoutAMessageOwedNothingCanBeJudged(Function<FleetAssert, FleetAssert> assertion) {
        FleetFixture fleet = FleetFixture.open(1)
                .ran("idle", Delivery.combined(List.of()), FleetFixture.latency(), null)
                .ran("churn", Delivery.combined(List.of()), FleetFixture.latency(), null);

        assertThatThrownBy(() -> assertion.apply(assertThat(fleet)))
                .hasMessage("no message was owed to anybody, so there is no delivery to judge:"
                        + " the workloads were idle, churn");
    }

    private static Arguments offence(
            Consumer<DeliveryLedger> incident, Function<FleetAssert, FleetAssert> assertion, String headline) {
        return Arguments.of(incident, assertion, headline);
    }

    /** What was heard is what was owed, unless the stream is settled for more. */
    private static StreamLedger heard(DeliveryLedger ledger, int receiver, int sender, int... numbers) {
        StreamLedger stream = ledger.stream(receiver, sender, 0);
        IntStream.of(numbers).forEach(number -> ledger.arrived(stream, number));
        return stream;
    }
}
