package dev.wsload.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.result.Delivery.Kind;
import dev.wsload.result.Delivery.Offence;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryLedgerTests {
    private static final int RECEIVER = 17;
    private static final int SENDER = 3;

    private final DeliveryLedger ledger = new DeliveryLedger();

    @Test
    void whatArrivesInOrderIsDelivered() {
        Delivery delivery = settled(heard(0, range(0, 100)), 100);

        assertThat(delivery.owed()).isEqualTo(100);
        assertThat(delivery.delivered()).isEqualTo(100);
        assertThat(delivery.counts()).isEmpty();
    }

    @Test
    void arrivedSaysWhetherADeliveryOwedHasCome() {
        StreamLedger stream = ledger.stream(RECEIVER, SENDER, 5);

        assertThat(ledger.arrived(stream, 4)).isFalse();
        assertThat(ledger.arrived(stream, 5)).isTrue();
        assertThat(ledger.arrived(stream, 5)).isFalse();
        assertThat(ledger.arrived(stream, 70)).isTrue();
        assertThat(ledger.arrived(stream, 7)).isTrue();
        assertThat(ledger.arrived(stream, 6)).isFalse();
        assertThat(ledger.delivered()).isEqualTo(3);
    }

    @Test
    void aSecondArrivalIsDuplicated() {
        Delivery delivery = settled(heard(0, 0, 1, 1, 1, 2), 3);

        assertThat(delivery.counts()).isEqualTo(Map.of(Kind.DUPLICATED, 2L));
        assertThat(delivery.first(Kind.DUPLICATED))
                .containsExactly(new Offence(RECEIVER, SENDER, "number 1 of client 3 once more"));
    }

    @Test
    void aLateArrivalIsReorderedAndDelivered() {
        Delivery delivery = settled(heard(0, 0, 2, 1), 3);

        assertThat(delivery.delivered()).isEqualTo(3);
        assertThat(delivery.counts()).isEqualTo(Map.of(Kind.REORDERED, 1L));
        assertThat(delivery.first(Kind.REORDERED))
                .containsExactly(new Offence(RECEIVER, SENDER, "number 1 of client 3 after 2"));
    }

    @Test
    void whatIsOwedAndUnseenIsLost() {
        Delivery delivery = settled(heard(0, 0, 1, 3, 4), 7);

        assertThat(delivery.counts()).isEqualTo(Map.of(Kind.LOST, 3L));
        assertThat(delivery.first(Kind.LOST))
                .containsExactly(new Offence(
                        RECEIVER,
                        SENDER,
                        "heard 4 of 7 messages of client 3, 3 missing, 2 of them after number 4; closed 1006"));
    }

    @Test
    void lossEvidenceTellsAHoleFromATornEndFromSilence() {
        assertThat(lossEvidence(heard(0, 0, 1, 3), 4))
                .isEqualTo("heard 3 of 4 messages of client 3, 1 missing before number 3; closed 1006");
        assertThat(lossEvidence(heard(0, 2, 3), 4))
                .isEqualTo("heard 2 of 4 messages of client 3, none before number 2; closed 1006");
        assertThat(lossEvidence(heard(0, 0, 1), 4))
                .isEqualTo("heard 2 of 4 messages of client 3, none after number 1; closed 1006");
        assertThat(lossEvidence(heard(0), 4)).isEqualTo("heard none of 4 messages of client 3; closed 1006");
    }

    @Test
    void theLastNumberOfTheWindowIsStillJudged() {
        assertThat(settled(heard(0, 0, 64, 1, 1), 65).counts())
                .isEqualTo(Map.of(Kind.REORDERED, 1L, Kind.DUPLICATED, 1L, Kind.LOST, 62L));
    }

    @Test
    void aNumberOlderThanTheWindowIsNotJudgedAndNotCalledLost() {
        Delivery delivery = settled(heard(0, 1, 64, 0), 65);

        assertThat(delivery.counts()).isEqualTo(Map.of(Kind.NOT_JUDGED, 1L, Kind.LOST, 62L));
        assertThat(delivery.first(Kind.NOT_JUDGED))
                .containsExactly(new Offence(RECEIVER, SENDER, "number 0 of client 3 when 64 had come"));
    }

    @Test
    void whatIsNotOwedIsAcceptedOnceInSilenceAndItsDuplicatesAreFound() {
        Delivery delivery = settled(heard(10, 8, 7, 9, 8, 10), 11);

        assertThat(delivery.owed()).isEqualTo(1);
        assertThat(delivery.delivered()).isEqualTo(1);
        assertThat(delivery.counts()).isEqualTo(Map.of(Kind.DUPLICATED, 1L));
    }

    @Test
    void anUnowedNumberOutOfTheWindowExcusesNoLoss() {
        Delivery delivery = settled(heard(10, 100, 5), 12);

        assertThat(delivery.notJudged()).isEqualTo(1);
        assertThat(delivery.lost()).isEqualTo(1);
    }

    @Test
    void aJumpPastTheWindowLeavesNothingInIt() {
        assertThat(settled(heard(0, 0, 1, 65, 64), 66).counts()).isEqualTo(Map.of(Kind.REORDERED, 1L, Kind.LOST, 62L));
    }

    @Test
    void theLargestJumpCostsNoMoreThanASmallOne() {
        StreamLedger stream = heard(0, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE - 63, 0);

        assertThat(settled(stream, Integer.MAX_VALUE).counts())
                .isEqualTo(Map.of(
                        Kind.DUPLICATED,
                        1L,
                        Kind.REORDERED,
                        1L,
                        Kind.NOT_JUDGED,
                        1L,
                        Kind.LOST,
                        Integer.MAX_VALUE - 3L));
    }

    @Test
    void aLeaverIsOwedOnlyWhatPrecedesTheHighestNumberItHeard() {
        ledger.settleLeaver(heard(2, 2, 3, 5));
        ledger.settleLeaver(heard(2));

        Delivery delivery = merged();
        assertThat(delivery.owed()).isEqualTo(4);
        assertThat(delivery.lost()).isEqualTo(1);
    }

    @Test
    void nothingIsOwedOnAStreamThatBeginsBehindTheLastMessage() {
        Delivery delivery = settled(heard(10), 4);

        assertThat(delivery.owed()).isZero();
        assertThat(delivery.lost()).isZero();
    }

    @Test
    void otherOffencesAreBookedWithTheirEvidence() {
        ledger.corrupted(1, "64 bytes, checksum does not fit");
        ledger.crossed(2, 3, 4, 0xCAFE);
        ledger.afterClose(5);
        ledger.unrecognised(() -> "welcome");

        Delivery delivery = merged();
        assertThat(delivery.counts()).isEqualTo(Map.of(Kind.CORRUPTED, 1L, Kind.CROSSED, 1L, Kind.AFTER_CLOSE, 1L));
        assertThat(delivery.unrecognised()).isEqualTo(1);
        assertThat(delivery.unrecognisedExample()).contains("welcome");
        assertThat(delivery.first(Kind.CORRUPTED))
                .containsExactly(new Offence(1, -1, "64 bytes, checksum does not fit"));
        assertThat(delivery.first(Kind.CROSSED)).containsExactly(new Offence(2, 3, "number 4 of client 3, run cafe"));
        assertThat(delivery.first(Kind.AFTER_CLOSE))
                .containsExactly(new Offence(5, -1, "a message after the server's close frame"));
    }

    @Test
    void mergedBooksCountEveryClientAndNameTheFirstTenOnce() {
        DeliveryLedger other = new DeliveryLedger();
        IntStream.range(0, 30).forEach(client -> (client % 2 == 0 ? ledger : other).afterClose(client));
        other.afterClose(4);

        Delivery delivery = DeliveryLedger.merge(List.of(other, ledger), 7);

        assertThat(delivery.sent()).isEqualTo(7);
        assertThat(delivery.afterClose()).isEqualTo(31);
        assertThat(delivery.clients(Kind.AFTER_CLOSE)).isEqualTo(30);
        assertThat(delivery.first(Kind.AFTER_CLOSE))
                .extracting(Offence::client)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(delivery.countsOf(4)).isEqualTo(Map.of(Kind.AFTER_CLOSE, 2L));
        assertThat(delivery.countsOf(30)).isEmpty();
    }

    @Test
    void severalWorkloadsAreCombined() {
        Delivery one = settled(heard(0, 0, 1), 3);
        Delivery none = Delivery.combined(List.of());

        Delivery twice = Delivery.combined(List.of(one, one, none));

        assertThat(twice.owed()).isEqualTo(6);
        assertThat(twice.delivered()).isEqualTo(4);
        assertThat(twice.lost()).isEqualTo(2);
        assertThat(twice.clients(Kind.LOST)).isEqualTo(1);
        assertThat(one.lost()).isEqualTo(1);
    }

    private StreamLedger heard(int firstOwed, int... sequences) {
        StreamLedger stream = ledger.stream(RECEIVER, SENDER, firstOwed);
        IntStream.of(sequences).forEach(sequence -> ledger.arrived(stream, sequence));
        return stream;
    }

    private static int[] range(int from, int toExclusive) {
        return IntStream.range(from, toExclusive).toArray();
    }

    private Delivery settled(StreamLedger stream, int sentExclusive) {
        ledger.settle(stream, sentExclusive, "closed 1006");
        return merged();
    }

    private Delivery merged() {
        return DeliveryLedger.merge(List.of(ledger), 0);
    }

    private static String lossEvidence(StreamLedger stream, int sentExclusive) {
        DeliveryLedger ledger = new DeliveryLedger();
        ledger.settle(stream, sentExclusive, "closed 1006");
        return DeliveryLedger.merge(List.of(ledger), 0).first(Kind.LOST).get(0).evidence();
    }
}
