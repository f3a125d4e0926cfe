package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.result.Activity;
import dev.wsload.result.Activity.Arriving;
import dev.wsload.result.DeliveryLedger;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.StreamLedger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of broadcasts that some hear and others do not, by who sent them. */
class WhoHearsWhomTests {
    private static final int CLIENTS = 20;
    private static final String PARTS = "broadcasts reach the clients of a part only";

    private static final String LATE = "clients miss the first broadcasts, and hear later ones, one of:";

    private interface Heard {
        boolean is(int receiver, int sender, int number);
    }

    private static List<String> causes(int senders, int messages, Heard heard) {
        DeliveryLedger ledger = new DeliveryLedger();
        for (int receiver = 0; receiver < CLIENTS; receiver++) {
            for (int sender = 0; sender < senders; sender++) {
                int from = sender;
                int to = receiver;
                StreamLedger stream = ledger.stream(to, from, 0);
                IntStream.range(0, messages)
                        .filter(number -> heard.is(to, from, number))
                        .forEach(number -> ledger.arrived(stream, number));
                ledger.settle(stream, messages, null);
            }
        }
        FleetFixture fleet = FleetFixture.open(CLIENTS)
                .ran(
                        "fan-out",
                        DeliveryLedger.merge(List.of(ledger), (long) senders * messages),
                        FleetFixture.latency(1, 2, 3),
                        null);
        IntStream.range(0, senders)
                .forEach(sender -> fleet.with(FleetFixture.openClient(sender)
                        .with(new Activity(
                                messages,
                                0,
                                Duration.ofMillis(5),
                                Duration.ZERO,
                                0,
                                Duration.ZERO,
                                Arriving.NOTHING,
                                Optional.empty()))));
        return Diagnosis.of(fleet).findings().stream().map(Finding::cause).toList();
    }

    @Test
    void sendersThatHearOnlyEachOtherHaveAWorkloadThatExpectsMore() {
        assertThat(causes(3, 5, (receiver, sender, number) -> receiver != sender))
                .singleElement()
                .asString()
                .startsWith("senders do not hear themselves: it sends to everybody but the sender");
    }

    @Test
    void theOnlySenderMayBeMissingOnTheList() {
        assertThat(causes(1, 5, (receiver, sender, number) -> receiver != sender))
                .singleElement()
                .asString()
                .endsWith("or it has this one client not on its list (F13)");
    }

    @Test
    void whereOnlyTheOneSenderHearsItselfItIsFirstAnEcho() {
        assertThat(causes(1, 5, (receiver, sender, number) -> receiver == sender))
                .singleElement()
                .asString()
                .startsWith(
                        "nobody but their sender hears broadcasts, one of: the server sends messages back and does not"
                                + " broadcast (an echo), or its list has nobody but the sender on it");
    }

    @Test
    void whereAllSendersHearThemselvesOnlyItIsAnEcho() {
        assertThat(causes(3, 5, (receiver, sender, number) -> receiver == sender))
                .singleElement()
                .asString()
                .startsWith(
                        "the server sends messages back to their sender and to nobody else, one of: it does not broadcast");
    }

    @Test
    void whereOneOtherHearsTheSenderTooItIsNoEcho() {
        assertThat(causes(1, 5, (receiver, sender, number) -> receiver <= 1))
                .noneMatch(cause -> cause.startsWith("nobody but their sender"));
    }

    @Test
    void whoHearsSomeSendersInFullAndOthersNotIsInARoom() {
        assertThat(causes(8, 5, (receiver, sender, number) -> receiver % 4 == sender % 4))
                .singleElement()
                .asString()
                .startsWith(PARTS);
    }

    @Test
    void aSenderThatNobodyHearsMakesNoRooms() {
        assertThat(causes(4, 5, (receiver, sender, number) -> sender != 2)).noneMatch(cause -> cause.startsWith(PARTS));
    }

    @Test
    void singleMessagesThatAreDroppedMakeNoRooms() {
        assertThat(causes(10, 1, (receiver, sender, number) -> (receiver * 7 + sender * 3) % 5 != 0))
                .noneMatch(cause -> cause.startsWith(PARTS));
    }

    @Test
    void whoMissesTheEndOfSomeSendersIsInNoRoom() {
        assertThat(causes(
                        8,
                        5,
                        (receiver, sender, number) ->
                                receiver % 4 == sender % 4 || receiver % 4 == (sender + 1) % 4 && number < 2))
                .noneMatch(cause -> cause.startsWith(PARTS));
    }

    @Test
    void whoHearsEverythingFromSomeTimeOnWasRegisteredLate() {
        assertThat(causes(3, 10, (receiver, sender, number) -> number >= receiver % 4))
                .singleElement()
                .asString()
                .startsWith(LATE);
    }

    @Test
    void whoMissesSomethingLaterTooWasNot() {
        assertThat(causes(3, 10, (receiver, sender, number) -> number >= receiver % 4 && number != 7))
                .noneMatch(cause -> cause.startsWith(LATE));
    }

    @Test
    void ofFewMessagesTheFirstMayBeLostByChance() {
        assertThat(causes(6, 2, (receiver, sender, number) -> number > 0 || receiver % 4 > 0))
                .noneMatch(cause -> cause.startsWith(LATE));
    }
}
