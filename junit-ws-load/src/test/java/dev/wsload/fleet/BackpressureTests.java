package dev.wsload.fleet;

import static dev.wsload.client.Within.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.client.WsClient;
import dev.wsload.client.WsClientException;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Workloads;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackpressureTests {
    private static final int MESSAGE = 64 * 1024;
    /** More than the buffers of both kernels take. */
    private static final int MANY = 500;

    @Test
    void aSendWaitsForAServerThatDoesNotReadAndThenFails() {
        try (ScriptedServer server = unread();
                ClientFleet fleet = Fleets.connect(server, impatient())) {
            WsClient client = fleet.client(0);

            assertThatThrownBy(() -> sendMany(client))
                    .isInstanceOf(WsClientException.class)
                    .hasMessage("client 0 could not send 65536 bytes within 200 ms: the server does not read");
            assertThat(client.isOpen()).isTrue();
            assertThat(fleet.messagesSent()).isPositive().isLessThan(MANY);
        }
    }

    @Test
    void aMessageToManyClientsReportsThoseWhoseServerDoesNotRead() {
        try (ScriptedServer server = unread();
                ClientFleet fleet = Fleets.connect(server, impatient())) {
            assertThatThrownBy(() -> sendMany(fleet.client(0))).isInstanceOf(WsClientException.class);

            assertThat(fleet.send(client -> true, new byte[MESSAGE])).isEqualTo(1);
            assertThat(fleet.errors()).singleElement().satisfies(error -> {
                assertThat(error.origin()).isEqualTo(Origin.SEND);
                assertThat(error.client()).isZero();
                assertThat(error.cause()).hasMessage("client 0 could not send: the server did not read for 200 ms");
            });
        }
    }

    @Test
    void aBlockedSendEndsWithTheConnection() {
        CountDownLatch blocked = new CountDownLatch(1);
        try (ScriptedServer server = Fleets.serving(peer -> {
                    blocked.await();
                    peer.reset();
                });
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(1).maxUnsentBytes(MESSAGE))) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendMany(fleet.client(0)));
            awaitStandstill(fleet);
            blocked.countDown();

            assertThat(sending)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(WsClientException.class)
                    .withMessageStartingWith("client 0 could not send 65536 bytes: its connection ended: 1006");
        }
    }

    @Test
    void whenTheServerReadsAgainEverythingArrivesInOrder() {
        CountDownLatch blocked = new CountDownLatch(1);
        CompletableFuture<List<RawFrame>> received = new CompletableFuture<>();
        int messages = 300;
        try (ScriptedServer server = ScriptedServer.startReceivingLittle(peer -> {
                    peer.accept();
                    blocked.await();
                    received.complete(readMessages(peer, messages));
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(1).maxUnsentBytes(MESSAGE))) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                for (int number = 0; number < messages; number++) {
                    fleet.client(0).send(numbered(number, MESSAGE));
                }
            });
            awaitStandstill(fleet);
            assertThat(sending).isNotDone();
            blocked.countDown();

            assertThat(sending).succeedsWithin(Duration.ofSeconds(30));
            List<RawFrame> frames = received.join();
            for (int number = 0; number < messages; number++) {
                assertThat(frames.get(number).payload()).isEqualTo(numbered(number, MESSAGE));
            }
        }
    }

    @Test
    void messagesFarLargerThanAnyBufferArriveWhole() {
        int[] sizes = {1, 125, 126, 65_521, 65_522, 65_535, 65_536, 1 << 20, 5 << 20};
        CompletableFuture<List<RawFrame>> received = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.startReceivingLittle(peer -> {
                    peer.accept();
                    received.complete(readMessages(peer, sizes.length));
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(1).maxUnsentBytes(MESSAGE))) {
            for (int number = 0; number < sizes.length; number++) {
                fleet.client(0).send(numbered(number, sizes[number]));
            }

            List<RawFrame> frames = received.join();
            for (int number = 0; number < sizes.length; number++) {
                assertThat(frames.get(number).payload()).isEqualTo(numbered(number, sizes[number]));
            }
        }
    }

    @Test
    void largeMessagesComeBackWhole() {
        int size = 1 << 20;
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 3)) {
            for (int client = 0; client < 3; client++) {
                fleet.client(client).send(numbered(client, size));
            }
            for (int client = 0; client < 3; client++) {
                assertThat(fleet.client(client)
                                .receive(within(Duration.ofSeconds(30)))
                                .payload())
                        .isEqualTo(numbered(client, size));
            }
        }
    }

    @Test
    void aWorkloadSendsNoMoreThanTheBufferOfAClientHolds() {
        int size = 8 * 1024;
        int window = 10_000;
        try (ScriptedServer server = unread();
                ClientFleet fleet = Fleets.connect(server, impatient().settleTime(Duration.ofMillis(300)))) {
            Delivery delivery = fleet.run(
                            Workloads.echo().messages(window).window(window).size(size))
                    .delivery();

            assertThat(delivery.sent()).isPositive().isLessThan(window);
            assertThat(delivery.lost()).isEqualTo(delivery.owed()).isEqualTo(delivery.sent());
            assertThat(delivery.notSent()).isEqualTo(window - delivery.sent());
            assertThat(delivery.first(Kind.NOT_SENT).get(0).evidence()).endsWith("; the server did not read");
            assertThat(fleet.errors()).extracting(FleetError::cause).isEmpty();
        }
    }

    @Test
    void aWorkloadGoesOnWhenTheServerReadsAgainThoughItAnswersNothing() {
        int messages = 2_000;
        try (ScriptedServer server = ScriptedServer.startReceivingLittle(peer -> {
                    peer.accept();
                    readMessages(peer, messages);
                    peer.readClose();
                    peer.close(1000, "");
                });
                ClientFleet fleet = Fleets.connect(
                        server, Fleets.plan(1).maxUnsentBytes(MESSAGE).settleTime(Duration.ofSeconds(1)))) {
            Delivery delivery = fleet.run(
                            Workloads.echo().messages(messages).window(messages).size(16 * 1024))
                    .delivery();

            assertThat(delivery.sent()).isEqualTo(messages);
        }
    }

    @Test
    void aWorkloadGoesOnWhenTheServerReadsAgain() {
        int messages = 2_000;
        try (ScriptedServer server = ScriptedServer.startReceivingLittle(peer -> {
                    peer.accept();
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(2).maxUnsentBytes(MESSAGE))) {
            Delivery delivery = fleet.run(
                            Workloads.echo().messages(messages).window(messages).size(4 * 1024))
                    .delivery();

            assertThat(delivery.delivered()).isEqualTo(2L * messages).isEqualTo(delivery.owed());
            assertThat(delivery.counts()).isEmpty();
        }
    }

    @Test
    void afterASendWasGivenUpItIsNeverSentAndOthersAre() {
        CountDownLatch givenUp = new CountDownLatch(1);
        CompletableFuture<List<RawFrame>> received = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.startReceivingLittle(peer -> {
                    peer.accept();
                    givenUp.await();
                    List<RawFrame> frames = new ArrayList<>();
                    for (RawFrame frame = peer.readFrame(); frame.opcode() != 1; frame = peer.readFrame()) {
                        frames.add(frame);
                    }
                    received.complete(frames);
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, impatient())) {
            assertThatThrownBy(() -> sendMany(fleet.client(0))).isInstanceOf(WsClientException.class);
            long sent = fleet.messagesSent();
            givenUp.countDown();
            await().ignoreExceptionsInstanceOf(WsClientException.class).until(() -> {
                fleet.client(0).send("the end");
                return true;
            });

            assertThat(received.join()).hasSize((int) sent);
        }
    }

    private static ScriptedServer unread() {
        return ScriptedServer.startReceivingLittle(peer -> {
            peer.accept();
        });
    }

    private static LoadPlan.Builder impatient() {
        return Fleets.plan(1)
                .sendTimeout(Duration.ofMillis(200))
                .closeTimeout(Duration.ofMillis(100))
                .maxUnsentBytes(MESSAGE);
    }

    private static void sendMany(WsClient client) {
        for (int message = 0; message < MANY; message++) {
            client.send(new byte[MESSAGE]);
        }
    }

    /** Nothing is sent any more: between two looks a loop has had its turn. */
    private static void awaitStandstill(ClientFleet fleet) {
        long[] before = {-1};
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            long sent = fleet.messagesSent();
            boolean still = sent > 0 && sent == before[0];
            before[0] = sent;
            return still;
        });
    }

    private static List<RawFrame> readMessages(ScriptedPeer peer, int count) throws Exception {
        List<RawFrame> frames = new ArrayList<>();
        while (frames.size() < count) {
            frames.add(peer.readFrame());
        }
        return frames;
    }

    private static byte[] numbered(int number, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + i / 251 + number);
        }
        return bytes;
    }
}
