package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.result.Activity;
import dev.wsload.result.Activity.Arriving;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.DeliveryLedger;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.StreamLedger;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of clients that miss broadcasts soon after they have connected: one opens every 10 ms, the first two send. */
class RegisteredAfterHandshakeTests {
    private static final int CLIENTS = 20;
    private static final int SENDERS = 2;
    private static final int MESSAGES = 10;
    private static final String AFTER = "the server registers a client only after the handshake has been answered:";

    /** As long as the fixture says that a workload took. */
    private static final Duration RUN = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofMillis(250);

    private interface Missed {
        boolean is(int receiver, int sender, int number);
    }

    private static FleetFixture room(Duration began, Missed missed) {
        return room(began, client -> client < SENDERS, missed);
    }

    private static FleetFixture room(Duration began, IntPredicate speaks, Missed missed) {
        DeliveryLedger ledger = new DeliveryLedger();
        FleetFixture fleet = FleetFixture.open(CLIENTS);
        for (int receiver = 0; receiver < CLIENTS; receiver++) {
            for (int sender = 0; sender < SENDERS; sender++) {
                settle(ledger, receiver, sender, missed);
            }
            fleet.with(client(receiver, speaks.test(receiver), began));
        }
        return fleet.ran(
                "fan-out",
                DeliveryLedger.merge(List.of(ledger), SENDERS * MESSAGES),
                FleetFixture.latency(1, 2, 3),
                null);
    }

    private static void settle(DeliveryLedger ledger, int receiver, int sender, Missed missed) {
        StreamLedger stream = ledger.stream(receiver, sender, 0);
        IntStream.range(0, MESSAGES)
                .filter(number -> !missed.is(receiver, sender, number))
                .forEach(number -> ledger.arrived(stream, number));
        ledger.settle(stream, MESSAGES, null);
    }

    private static ClientOutcome client(int client, boolean speaks, Duration began) {
        Duration opened = Duration.ofMillis(10L * client);
        Duration last = began.plus(RUN).minus(opened);
        return FleetFixture.openClient(client, opened)
                .with(new Activity(
                        speaks ? MESSAGES : 0,
                        SENDERS * MESSAGES,
                        speaks ? last : Duration.ZERO,
                        last,
                        0,
                        Duration.ZERO,
                        Arriving.NOTHING,
                        Optional.empty()));
    }

    private static FleetFixture leave(FleetFixture fleet, Duration at) {
        for (int client = CLIENTS; client < CLIENTS + 3; client++) {
            fleet.withLeft(FleetFixture.openClient(client, Duration.ZERO)
                    .closed(
                            FleetFixture.closure(CloseCode.NORMAL_CLOSURE, Initiator.CLIENT, TcpEnd.FIN),
                            at,
                            at,
                            Activity.NONE,
                            Optional.empty()));
        }
        return fleet;
    }

    private static String cause(FleetFixture fleet) {
        List<Finding> findings = Diagnosis.of(fleet).findings();
        return findings.isEmpty() ? "none" : findings.get(0).cause();
    }

    private static boolean isOneOfTheLastThree(int receiver) {
        return receiver >= CLIENTS - 3;
    }

    @Test
    void whoMissesOnlyTheFirstOnesSinceItHasConnectedIsRegisteredAfterTheHandshake() {
        List<Finding> findings = Diagnosis.of(
                        room(SOON, (receiver, sender, number) -> isOneOfTheLastThree(receiver) && number < 2))
                .findings();

        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.cause()).isEqualTo(AFTER + " what is broadcast meanwhile misses it");
            assertThat(found.because())
                    .containsExactly(
                            "3 clients missed 12 broadcasts, all of them before the first that they heard of the same sender,"
                                    + " and none after it",
                            "they had connected at most 80.0 ms before the broadcasts began");
            assertThat(found.remedy()).contains("@WsConnectedWhen", "connectedWhen(..)", "a welcome");
        });
    }

    @Test
    void oneBroadcastThatTheLastOneMissesIsEnough() {
        assertThat(cause(room(SOON, (receiver, sender, number) -> receiver == CLIENTS - 1 && sender + number == 0)))
                .startsWith(AFTER);
    }

    @Test
    void theVeryLastMayMissEverythingOfAShortRun() {
        assertThat(cause(room(
                        SOON,
                        (receiver, sender, number) ->
                                receiver >= CLIENTS - 2 || isOneOfTheLastThree(receiver) && number < 2)))
                .startsWith(AFTER);
    }

    @Test
    void whereTheLastHearNothingAtAllTheyMayBeRegisteredAfterAllBroadcasts() {
        assertThat(cause(room(SOON, (receiver, sender, number) -> isOneOfTheLastThree(receiver))))
                .startsWith(
                        "clients that are alive hear no broadcast of the server at all, one of: it puts them on its list only"
                                + " after the handshake has been answered, and the broadcasts were over by then");
    }

    @Test
    void whereOlderClientsHearNothingAtAllThatIsNotSaid() {
        assertThat(cause(room(SOON, (receiver, sender, number) -> receiver % 5 == 2)))
                .startsWith(
                        "clients that are alive hear no broadcast of the server at all, one of: they were never put on");
    }

    @Test
    void anOlderClientThatMissesManyIsRegisteredLateToo() {
        assertThat(cause(room(SOON, (receiver, sender, number) -> receiver == 5 && number < 5)))
                .startsWith(AFTER);
    }

    @Test
    void oneThatIsMissedByAnOlderClientIsNot() {
        assertThat(cause(room(SOON, (receiver, sender, number) -> receiver == 5 && sender + number == 0)))
                .doesNotStartWith(AFTER);
    }

    @Test
    void whoMissesLaterOnesTooIsNotSpared() {
        assertThat(cause(room(
                        SOON,
                        (receiver, sender, number) -> isOneOfTheLastThree(receiver) && (number < 2 || number == 6))))
                .doesNotStartWith(AFTER);
    }

    @Test
    void whoHasBeenConnectedForLongIsNoNewcomer() {
        assertThat(cause(room(
                        Duration.ofSeconds(3),
                        (receiver, sender, number) -> isOneOfTheLastThree(receiver) && number < 2)))
                .startsWith("clients miss the first broadcasts, and hear later ones, one of:");
    }

    @Test
    void whoHasSaidSomethingMayBeRegisteredByThat() {
        assertThat(cause(room(
                        SOON,
                        client -> client < SENDERS || isOneOfTheLastThree(client),
                        (receiver, sender, number) -> isOneOfTheLastThree(receiver) && number < 2)))
                .startsWith("clients miss the first broadcasts, and hear later ones, one of:");
    }

    @Test
    void whereEachMissesTheFirstOneOfEachSenderThatMayHaveBeenTakenForAName() {
        assertThat(cause(room(SOON, (receiver, sender, number) -> number == 0)))
                .startsWith(
                        "clients miss the first broadcasts, and hear later ones, one of: the server takes the first message of"
                                + " each connection for something else (a name, a login), the server puts them");
    }

    @Test
    void soItIsWhereOthersHaveLeft() {
        FleetFixture fleet = leave(room(SOON, (receiver, sender, number) -> number == 0), Duration.ofMillis(230));

        assertThat(cause(fleet)).contains("the server takes the first message of each connection for something else");
    }

    @Test
    void whoHearsSomeSendersFromTheirFirstOneOnIsOnTheList() {
        assertThat(cause(room(SOON, (receiver, sender, number) -> receiver % 2 == 1 && sender == 1 && number < 4)))
                .startsWith("clients miss the first broadcasts, and hear later ones, one of: the server puts them")
                .contains("its processes begin late to pass messages on to each other");
    }

    @Test
    void whereSomeHaveLeftBeforeThatMayBeItAsWell() {
        FleetFixture fleet = leave(
                room(SOON, (receiver, sender, number) -> isOneOfTheLastThree(receiver) && sender + number == 0),
                Duration.ofMillis(230));

        assertThat(cause(fleet))
                .startsWith(
                        "broadcasts pass over clients that are alive, one of: the server's list of clients is changed")
                .contains("the server registers a client only after the handshake has been answered");
    }

    @Test
    void whereLaterDeparturesHaveCostNothingEarlierOnesDidNotEither() {
        FleetFixture fleet = leave(
                room(SOON, (receiver, sender, number) -> isOneOfTheLastThree(receiver) && number < 2),
                Duration.ofMillis(1_800));

        assertThat(cause(fleet)).startsWith(AFTER);
    }

    @Test
    void oneClientIsNotSpokenOfAsSeveral() {
        FleetFixture fleet = leave(
                room(SOON, (receiver, sender, number) -> receiver == 7 && sender + number == 0),
                Duration.ofMillis(230));

        assertThat(Diagnosis.of(fleet).findings()).singleElement().satisfies(found -> assertThat(found.because())
                .contains("1 client missed 1 broadcast in all, and is open; 3 other clients had left"));
    }
}
