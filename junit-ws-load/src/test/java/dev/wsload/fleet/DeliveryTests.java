package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.plan.Echo;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Workloads;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.testkit.MischiefServer;
import dev.wsload.testkit.MischiefServer.Conduct;
import dev.wsload.testkit.MischiefServer.Peer;
import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does to messages against what the ledger says it did: the two counts are equal. */
@Timeout(60)
class DeliveryTests {
    private static final int CLIENTS = 20;
    private static final int MESSAGES = 50;
    private static final long ALL = (long) CLIENTS * MESSAGES;
    /** Whatever is lost, everything is sent. */
    private static final Echo ECHO = Workloads.echo().messages(MESSAGES).window(MESSAGES);

    /** How often the server did it. */
    private final AtomicLong deeds = new AtomicLong();

    /** On the server's thread. */
    private long turns;

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 125, 126, 1_000, 65_535, 70_000})
    void messagesOfEverySizeComeBackFromAHealthyServer(int size) {
        Delivery delivery =
                echoed((peer, message) -> peer.text(message), ECHO.messages(5).size(size));

        assertThat(delivery.counts()).isEmpty();
        assertThat(delivery.sent()).isEqualTo(CLIENTS * 5);
        assertThat(delivery.owed()).isEqualTo(CLIENTS * 5);
        assertThat(delivery.delivered()).isEqualTo(CLIENTS * 5);
        assertThat(delivery.unrecognised()).isZero();
    }

    @Test
    void binaryMessagesAreAsGoodAsText() {
        assertThat(echoed((peer, message) -> peer.binary(message), ECHO.binary())
                        .counts())
                .isEmpty();
        assertThat(echoed((peer, message) -> peer.binary(message), ECHO).counts())
                .isEmpty();
    }

    @Test
    void everyMessageThatIsDroppedIsLost() {
        Delivery delivery = lossy(
                (peer, message) -> {
                    if (!every(10)) {
                        peer.text(message);
                    }
                },
                ECHO);

        assertCounts(delivery, Map.of(Kind.LOST, ALL / 10));
        assertThat(delivery.delivered()).isEqualTo(ALL - ALL / 10);
    }

    @Test
    void everyMessageThatIsSentTwiceIsDuplicated() {
        Delivery delivery = echoed(
                (peer, message) -> {
                    peer.text(message);
                    if (every(8)) {
                        peer.text(message);
                    }
                },
                ECHO);

        assertCounts(delivery, Map.of(Kind.DUPLICATED, ALL / 8));
    }

    @Test
    void everyPairOfNeighboursSwappedIsOneReordered() {
        Map<Peer, String> held = new HashMap<>();
        Delivery delivery = echoed(
                (peer, message) -> {
                    if (peer.messages() % 10 == 4) {
                        held.put(peer, message);
                        return;
                    }
                    peer.text(message);
                    if (held.containsKey(peer)) {
                        deeds.incrementAndGet();
                        peer.text(held.remove(peer));
                    }
                },
                ECHO);

        assertCounts(delivery, Map.of(Kind.REORDERED, ALL / 10));
    }

    @Test
    void everyMessageWithAByteFlippedIsCorruptedAndLost() {
        Delivery delivery = lossy(
                (peer, message) -> peer.text(every(10) ? flipped(message, peer.messages() % 60 + 2) : message), ECHO);

        assertCounts(delivery, Map.of(Kind.CORRUPTED, ALL / 10, Kind.LOST, ALL / 10));
    }

    @Test
    void everyMessageCutOffIsCorruptedAndLost() {
        Delivery delivery = lossy(
                (peer, message) -> peer.text(every(10) ? message.substring(0, 2 + peer.messages()) : message), ECHO);

        assertCounts(delivery, Map.of(Kind.CORRUPTED, ALL / 10, Kind.LOST, ALL / 10));
    }

    @Test
    void everyMessageToTheWrongClientIsCrossedThereAndLostHere() {
        Delivery delivery = lossy(
                (peer, message) -> {
                    List<Peer> all = peer.everyone();
                    Peer to = every(10) ? all.get((all.indexOf(peer) + 1) % all.size()) : peer;
                    to.text(message);
                },
                ECHO);

        assertCounts(delivery, Map.of(Kind.CROSSED, ALL / 10, Kind.LOST, ALL / 10));
    }

    @Test
    void lateIsNotLostAsLongAsSomethingMoves() {
        Delivery delivery = echoed(
                (peer, message) -> peer.textLater(message, Duration.ofMillis(peer.number() * 20L)),
                ECHO.messages(3).window(1));

        assertThat(delivery.counts()).isEmpty();
        assertThat(delivery.delivered()).isEqualTo(CLIENTS * 3);
    }

    @Test
    void whatComesAfterItsRunIsUnrecognisedInTheNext() {
        List<Runnable> held = new ArrayList<>();
        boolean[] holding = {true};
        Conduct conduct = (peer, message) -> {
            if (holding[0]) {
                held.add(() -> peer.text(message));
                holding[0] = held.size() < CLIENTS;
            } else {
                held.forEach(Runnable::run);
                held.clear();
                peer.text(message);
            }
        };
        try (MischiefServer server = MischiefServer.start(conduct);
                ClientFleet fleet = Fleets.connect(server, hasty())) {
            Delivery first = fleet.run(Workloads.echo().messages(1)).delivery();
            Delivery second = fleet.run(Workloads.echo().messages(2)).delivery();

            assertThat(first.counts()).isEqualTo(Map.of(Kind.LOST, (long) CLIENTS));
            assertThat(second.counts()).isEmpty();
            assertThat(second.unrecognised()).isEqualTo(CLIENTS);
        }
    }

    @Test
    void wrappedRepliesAreRecognisedByAFunction() {
        Delivery delivery = echoed(
                (peer, message) -> {
                    peer.text("* user " + peer.number() + " writes");
                    peer.text("[user " + peer.number() + "] " + message);
                },
                ECHO.replies(reply -> reply.startsWith("[") ? reply.substring(reply.indexOf("] ") + 2) : null));

        assertThat(delivery.counts()).isEmpty();
        assertThat(delivery.delivered()).isEqualTo(ALL);
        assertThat(delivery.unrecognised()).isEqualTo(ALL);
    }

    @Test
    void aGreetingIsUnrecognisedAndHarmsNothing() {
        Delivery delivery = echoed(
                (peer, message) -> {
                    if (peer.messages() == 1) {
                        peer.text("welcome");
                        peer.text("");
                    }
                    peer.text(message);
                },
                ECHO);

        assertThat(delivery.counts()).isEmpty();
        assertThat(delivery.unrecognised()).isEqualTo(2 * CLIENTS);
    }

    @Test
    void aRecogniserThatThrowsIsReportedAndTheStreamGoesOn() {
        AtomicLong calls = new AtomicLong();
        try (MischiefServer server = MischiefServer.start(Peer::text);
                ClientFleet fleet = Fleets.connect(server, hasty().loops(1))) {
            Delivery delivery = fleet.run(ECHO.replies(reply -> recogniseSome(calls, reply)))
                    .delivery();

            assertThat(delivery.counts()).isEqualTo(Map.of(Kind.LOST, 2 * ALL / 20));
            assertThat(delivery.unrecognised()).isEqualTo(2 * ALL / 20);
            assertThat(fleet.errors()).hasSize((int) (2 * ALL / 20)).allSatisfy(error -> assertThat(error.origin())
                    .isEqualTo(Origin.CALLBACK));
            assertThat(fleet.open()).isEqualTo(CLIENTS);
        }
    }

    private static String recogniseSome(AtomicLong calls, String reply) {
        long call = calls.incrementAndGet() % 20;
        if (call == 0) {
            throw new IllegalStateException("no idea");
        } else if (call == 10) {
            throw new AssertionError("no idea at all");
        }
        return reply;
    }

    @Test
    void whatComesAfterTheServersCloseFrameIsBookedAsThat() {
        try (ScriptedServer server = Fleets.serving(peer -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    bytes.writeBytes(RawFrame.encode(0x88, new byte[] {3, (byte) 0xE8}));
                    for (int message = 0; message < 3; message++) {
                        bytes.writeBytes(RawFrame.encode(0x81, peer.readFrame().payload()));
                    }
                    peer.send(bytes.toByteArray());
                    peer.readClose();
                    peer.fin();
                });
                ClientFleet fleet = Fleets.connect(server, hasty())) {
            Delivery delivery =
                    fleet.run(Workloads.echo().messages(3).window(3)).delivery();

            assertThat(delivery.counts()).isEqualTo(Map.of(Kind.AFTER_CLOSE, 3L * CLIENTS, Kind.LOST, 3L * CLIENTS));
        }
    }

    @Test
    void aClientThatIsResetInTheMiddleLosesItsOwnAndTheNoteSaysWhy() {
        Conduct conduct = (peer, message) -> {
            if (peer.number() == 3 && peer.messages() == 20) {
                peer.reset();
            } else {
                peer.text(message);
            }
        };
        Delivery delivery = run(conduct, Fleets.plan(CLIENTS), ECHO);

        assertThat(delivery.counts()).containsOnlyKeys(Kind.LOST);
        assertThat(delivery.clients(Kind.LOST)).isEqualTo(1);
        assertThat(delivery.lost()).isEqualTo(delivery.owed() - delivery.delivered());
        assertThat(delivery.first(Kind.LOST)).singleElement().satisfies(offence -> assertThat(offence.evidence())
                .contains("1006 (abnormal closure), nobody sent a close frame, TCP reset"));
    }

    @Test
    void aServerThatClosesInTheMiddleIsWaitedForSoThatTheNoteSaysHowItEnded() {
        assertThat(closedInTheMiddle(hasty().settleTime(Duration.ofMinutes(1))))
                .endsWith("1001 (going away), closed by the server, TCP not ended in time, not clean");
    }

    @Test
    void aCloseHandshakeThatOutlastsTheSettleTimeIsToldAsSuch() {
        assertThat(closedInTheMiddle(hasty().closeTimeout(Duration.ofMinutes(1))))
                .endsWith("; in the middle of its close handshake");
    }

    private String closedInTheMiddle(LoadPlan.Builder plan) {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = Fleets.serving(peer -> {
                    RawFrame frame = peer.readFrame();
                    peer.frame(frame.firstByte(), frame.payload());
                    peer.close(1001, "");
                    over.await();
                    peer.fin();
                });
                ClientFleet fleet = Fleets.connect(server, plan)) {
            Delivery delivery = fleet.run(ECHO).delivery();
            over.countDown();
            assertThat(delivery.clients(Kind.LOST)).isEqualTo(CLIENTS);
            return delivery.first(Kind.LOST).get(0).evidence();
        }
    }

    @Test
    void whatASenderCouldNotSendAnyMoreIsNotPassedOver() {
        try (ScriptedServer server = Fleets.serving(peer -> {
                    for (int message = 0; message < 3; message++) {
                        RawFrame frame = peer.readFrame();
                        peer.frame(frame.firstByte(), frame.payload());
                    }
                    peer.readFrame();
                    peer.close(1000, "");
                    peer.readClose();
                    peer.fin();
                });
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(CLIENTS))) {
            Delivery delivery = fleet.run(Workloads.echo().messages(10)).delivery();

            assertThat(delivery.counts()).isEqualTo(Map.of(Kind.LOST, (long) CLIENTS, Kind.NOT_SENT, 6L * CLIENTS));
            assertThat(delivery.first(Kind.NOT_SENT).get(0).evidence())
                    .isEqualTo("sent 4 of 10; 1000 (normal closure), closed by the server, TCP FIN");
        }
    }

    @Test
    void whoWaitsForAReplyInVainSendsNoMore() {
        Delivery delivery = lossy((peer, message) -> {}, Workloads.echo().messages(10));

        assertThat(delivery.notSent()).isEqualTo(9L * CLIENTS);
        assertThat(delivery.first(Kind.NOT_SENT).get(0).evidence())
                .isEqualTo("sent 1 of 10; a reply that it waited for did not come");
    }

    @Test
    void aServerThatDiesEndsTheRun() {
        try (ScriptedServer server = Fleets.serving(peer -> {
                    for (int message = 0; message < 10; message++) {
                        RawFrame frame = peer.readFrame();
                        peer.frame(frame.firstByte(), frame.payload());
                    }
                    peer.readFrame();
                    deeds.incrementAndGet();
                });
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(CLIENTS))) {
            Thread killer = new Thread(() -> {
                await().until(() -> deeds.get() == CLIENTS);
                server.crash();
            });
            killer.start();
            Delivery delivery =
                    fleet.run(Workloads.echo().during(Duration.ofHours(1))).delivery();

            assertThat(delivery.counts()).isEqualTo(Map.of(Kind.LOST, (long) CLIENTS));
            assertThat(delivery.sent()).isEqualTo(11L * CLIENTS);
            assertThat(fleet.open()).isZero();
            assertThat(fleet.errors()).isEmpty();
        }
    }

    @Test
    void aServerThatFallsSilentEndsTheRunAfterTheSettleTime() {
        Delivery delivery = lossy(
                (peer, message) -> {
                    if (peer.messages() <= 5) {
                        peer.text(message);
                    }
                },
                Workloads.echo().during(Duration.ofHours(1)));

        assertThat(delivery.sent()).as("one in flight").isEqualTo(6 * CLIENTS);
        assertThat(delivery.counts()).isEqualTo(Map.of(Kind.LOST, (long) CLIENTS));
    }

    private boolean every(int nth) {
        return turns++ % nth == nth - 1 && deeds.incrementAndGet() > 0;
    }

    private static String flipped(String message, int index) {
        char[] chars = message.toCharArray();
        chars[index] ^= 1;
        return new String(chars);
    }

    private static LoadPlan.Builder hasty() {
        return Fleets.plan(CLIENTS).settleTime(Duration.ofSeconds(2)).closeTimeout(Duration.ofSeconds(2));
    }

    /** Where nothing is lost the run ends by itself. */
    private static Delivery echoed(Conduct conduct, Echo echo) {
        return run(conduct, Fleets.plan(CLIENTS), echo);
    }

    private static Delivery lossy(Conduct conduct, Echo echo) {
        return run(conduct, hasty(), echo);
    }

    private static Delivery run(Conduct conduct, LoadPlan.Builder plan, Echo echo) {
        try (MischiefServer server = MischiefServer.start(conduct);
                ClientFleet fleet = Fleets.connect(server, plan)) {
            Delivery delivery = fleet.run(echo).delivery();
            assertThat(fleet.errors()).isEmpty();
            return delivery;
        }
    }

    private void assertCounts(Delivery delivery, Map<Kind, Long> expected) {
        assertThat(delivery.sent()).isEqualTo(ALL).isEqualTo(delivery.owed());
        assertThat(expected.values()).as("what the server did").containsOnly(deeds.get());
        assertThat(delivery.counts()).isEqualTo(expected);
    }
}
