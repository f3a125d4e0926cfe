package dev.wsload.fleet;

import static dev.wsload.client.Within.within;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.client.Within;
import dev.wsload.client.WsClientException;
import dev.wsload.plan.Workloads;
import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.wire.CloseCode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PingPongTests {
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    /** Pings of one write. Thousands of tiny segments that nobody reads would stall TCP itself, in both directions. */
    private static final int BATCH = 500;

    private static final Within AWHILE = within(Duration.ofSeconds(30));

    @Test
    void everyPingIsAnsweredInOrderWithItsPayload() {
        List<byte[]> payloads = List.of("hello".getBytes(UTF_8), new byte[0], new byte[125], new byte[] {-1, 0, 1});
        CompletableFuture<List<RawFrame>> pongs = new CompletableFuture<>();
        try (ScriptedServer server = Fleets.serving(peer -> {
                    for (byte[] payload : payloads) {
                        peer.frame(PING, payload);
                    }
                    pongs.complete(readFrames(peer, payloads.size()));
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            assertThat(pongs.join()).allSatisfy(pong -> {
                assertThat(pong.firstByte()).isEqualTo(PONG);
                assertThat(pong.masked()).isTrue();
            });
            assertThat(pongs.join()).extracting(RawFrame::payload).containsExactlyElementsOf(payloads);
            assertThat(fleet.messagesReceived()).isZero();
        }
    }

    @Test
    void aPingInsideAFragmentedMessageIsAnsweredBeforeTheMessageEnds() {
        CompletableFuture<RawFrame> pong = new CompletableFuture<>();
        try (ScriptedServer server = Fleets.serving(peer -> {
                    peer.frame(0x01, "hel".getBytes(UTF_8));
                    peer.frame(PING, "between".getBytes(UTF_8));
                    pong.complete(peer.readFrame());
                    peer.frame(0x80, "lo".getBytes(UTF_8));
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            fleet.client(0).expect("hello", AWHILE);
            assertThat(pong.join().text()).isEqualTo("between");
        }
    }

    @Test
    void noPongFollowsTheAnswerToTheServersCloseFrame() {
        CompletableFuture<RawFrame> first = new CompletableFuture<>();
        CompletableFuture<Exception> second = new CompletableFuture<>();
        try (ScriptedServer server = Fleets.serving(peer -> {
                    peer.close(1000, "");
                    peer.frame(PING, "late".getBytes(UTF_8));
                    first.complete(peer.readFrame());
                    peer.fin();
                    second.complete(endOf(peer));
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            assertThat(first.join().opcode()).isEqualTo(8);
            assertThat(second.join()).isInstanceOf(EOFException.class);
            assertThat(fleet.client(0).awaitClosure(AWHILE).clean()).isTrue();
        }
    }

    @Test
    void noPongFollowsTheClientsCloseFrame() {
        CompletableFuture<Exception> afterwards = new CompletableFuture<>();
        try (ScriptedServer server = Fleets.serving(peer -> {
                    peer.readClose();
                    peer.frame(PING, "late".getBytes(UTF_8));
                    peer.close(1000, "");
                    peer.fin();
                    afterwards.complete(endOf(peer));
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            assertThat(fleet.client(0).close(CloseCode.NORMAL_CLOSURE).clean()).isTrue();
            assertThat(afterwards.join()).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void keepAlivePingsAreSentWhenAskedFor() {
        CompletableFuture<List<RawFrame>> pings = new CompletableFuture<>();
        try (ScriptedServer server = Fleets.serving(peer -> {
                    pings.complete(readFrames(peer, 3));
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(1).keepAlive(Duration.ofMillis(20)))) {
            assertThat(pings.join()).allSatisfy(ping -> {
                assertThat(ping.firstByte()).isEqualTo(PING);
                assertThat(ping.payload()).isEmpty();
            });
            await().until(() -> fleet.pongsReceived() >= 3);
        }
    }

    @Test
    void withoutKeepAliveAnIdleClientSendsNothing() {
        CompletableFuture<RawFrame> first = new CompletableFuture<>();
        try (ScriptedServer server = Fleets.serving(peer -> {
                    first.complete(peer.readFrame());
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            fleet.run(Workloads.idle().during(Duration.ofMillis(200)));
            assertThat(first).isNotDone();

            fleet.client(0).send("awake");
            assertThat(first.join().firstByte()).isEqualTo(TEXT);
        }
    }

    @Test
    void aPingReturnsTheTimeToItsOwnPong() {
        try (ScriptedServer server = Fleets.serving(peer -> {
                    RawFrame ping = peer.readFrame();
                    peer.frame(PONG, "unsolicited".getBytes(UTF_8));
                    peer.frame(PONG, new byte[0]);
                    peer.frame(PONG, ping.payload());
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            assertThat(fleet.client(0).ping(AWHILE)).isPositive();
            assertThat(fleet.pongsReceived()).isEqualTo(3);
            assertThat(fleet.client(0).ping(AWHILE)).isPositive();
        }
    }

    @Test
    void aPingWithoutItsPongSaysSo() {
        try (ScriptedServer server = Fleets.serving(peer -> {
                    peer.readFrame();
                    peer.frame(PONG, "another".getBytes(UTF_8));
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            assertThatThrownBy(() -> fleet.client(0).ping(within(Duration.ofMillis(100))))
                    .isInstanceOf(WsClientException.class)
                    .hasMessage("client 0 received no pong within 100 ms; its connection is open");
        }
    }

    @Test
    void onePingToEveryClientIsCountedWhenItsPongComes() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 10)) {
            assertThat(fleet.ping(client -> client < 7)).isEqualTo(7);
            await().until(() -> fleet.pongsReceived() == 7);
        }
    }

    @Test
    void aFloodOfPingsFromAServerThatReadsNoPongIsReadAndNotAllAnswered() {
        int pings = 100_000;
        CompletableFuture<List<Integer>> answered = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.startReceivingLittle(peer -> {
                    peer.accept();
                    for (int first = 0; first < pings; first += BATCH) {
                        peer.send(pingsFrom(first));
                    }
                    peer.text("all sent");
                    answered.complete(readPongs(peer));
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(1).maxUnsentBytes(1024))) {
            fleet.client(0).expect("all sent", AWHILE);
            fleet.client(0).send("the end");

            assertThat(answered.join().size()).isPositive().isLessThan(pings);
            assertThat(answered.join()).isSorted().doesNotHaveDuplicates();
            fleet.client(0).send("still there");
            fleet.client(0).expect("still there", AWHILE);
        }
    }

    @Test
    void pingsToAServerThatDoesNotReadAreSkippedOnceTheBufferIsFull() {
        int pings = 10_000;
        CountDownLatch allAsked = new CountDownLatch(1);
        CompletableFuture<Long> received = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.startReceivingLittle(peer -> {
                    peer.accept();
                    allAsked.await();
                    received.complete(countPings(peer));
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(
                        server, Fleets.plan(1).maxUnsentBytes(1024).sendTimeout(Duration.ofMillis(200)))) {
            assertThatThrownBy(() -> sendForever(fleet)).isInstanceOf(WsClientException.class);
            for (int i = 0; i < pings; i++) {
                fleet.ping(client -> true);
            }
            allAsked.countDown();
            await().ignoreExceptionsInstanceOf(WsClientException.class).until(() -> {
                fleet.client(0).send("the end");
                return true;
            });

            assertThat(received.join()).isLessThan(pings);
        }
    }

    private static void sendForever(ClientFleet fleet) {
        while (true) {
            fleet.client(0).send(new byte[64 * 1024]);
        }
    }

    private static List<RawFrame> readFrames(ScriptedPeer peer, int count) throws Exception {
        List<RawFrame> frames = new ArrayList<>();
        while (frames.size() < count) {
            frames.add(peer.readFrame());
        }
        return frames;
    }

    private static byte[] pingsFrom(int first) {
        ByteArrayOutputStream pings = new ByteArrayOutputStream();
        for (int number = first; number < first + BATCH; number++) {
            pings.writeBytes(RawFrame.encode(
                    PING, ByteBuffer.allocate(125).putInt(number).array()));
        }
        return pings.toByteArray();
    }

    private static List<Integer> readPongs(ScriptedPeer peer) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (RawFrame frame = peer.readFrame(); frame.opcode() == 0xA; frame = peer.readFrame()) {
            numbers.add(ByteBuffer.wrap(frame.payload()).getInt());
        }
        return numbers;
    }

    private static long countPings(ScriptedPeer peer) throws Exception {
        long pings = 0;
        for (RawFrame frame = peer.readFrame(); frame.firstByte() != TEXT; frame = peer.readFrame()) {
            pings += frame.firstByte() == PING ? 1 : 0;
        }
        return pings;
    }

    private static Exception endOf(ScriptedPeer peer) {
        try {
            RawFrame frame = peer.readFrame();
            return new IllegalStateException("another frame came: " + frame);
        } catch (Exception e) {
            return e;
        }
    }
}
