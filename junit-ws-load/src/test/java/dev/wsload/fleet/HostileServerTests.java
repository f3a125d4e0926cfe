package dev.wsload.fleet;

import static dev.wsload.client.Within.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.client.WsClient;
import dev.wsload.client.WsClientException;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FailureKind;
import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that means harm costs bounded memory, and ends in a clear failure. */
class HostileServerTests {
    /** What the kernel may buffer for a client that has stopped to read, with room to spare. */
    private static final long KERNEL_BUFFERS = 32 * 1024 * 1024;

    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest(name = "{1}")
    @CsvSource({"'X-Padding: 0123456789\r\n', more than 100 header lines", "'X-Padding', longer than 16384 bytes"})
    void endlessHeadersAreCutOff(String padding, String evidence) throws Exception {
        AtomicLong sent = new AtomicLong();
        CompletableFuture<Void> refused = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            peer.request();
            peer.send("HTTP/1.1 101 Switching Protocols\r\n");
            sendForEver(peer, padding.repeat(100).getBytes(StandardCharsets.ISO_8859_1), sent, refused);
        })) {
            ConnectFailure failure = failure(server, Duration.ofSeconds(20));
            assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_HANDSHAKE);
            assertThat(failure.detail()).contains(evidence);
            refused.get(20, TimeUnit.SECONDS);
            assertThat(sent.get()).isLessThan(KERNEL_BUFFERS);
        }
    }

    @Test
    void oneByteAtATimeMeetsTheHandshakeTimeout() {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            peer.request();
            peer.trickle(
                    "HTTP/1.1 101 Switching Protocols\r\n".repeat(100).getBytes(StandardCharsets.ISO_8859_1),
                    Duration.ofMillis(100));
        })) {
            ConnectFailure failure = failure(server, Duration.ofMillis(700));
            assertThat(failure.kind()).isEqualTo(FailureKind.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    void aHugeFrameIsRefusedWhenItIsAnnounced() throws Exception {
        CompletableFuture<RawFrame> answer = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    peer.send(0x82, 127, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF);
                    answer.complete(peer.readClose());
                });
                ClientFleet fleet = connected(server, plan())) {
            assertThat(answer.get(20, TimeUnit.SECONDS).closeCode()).isEqualTo(1009);
            assertThat(fleet.client(0).awaitClosure(within(LONG)).violation()).isPresent();
        }
    }

    /** The client reads on for the close timeout, since the server's close frame may come, and keeps nothing of it. */
    @Test
    void aMessageOfEndlessFragmentsIsRefusedAtTheLimit() throws Exception {
        CompletableFuture<Void> refused = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    peer.send(0x02, 0);
                    sendForEver(peer, RawFrame.encode(0x00, new byte[8192]), new AtomicLong(), refused);
                });
                ClientFleet fleet = connected(server, plan())) {
            Closure closure = fleet.client(0).awaitClosure(within(LONG));
            assertThat(closure.violation())
                    .hasValueSatisfying(rule -> assertThat(rule).contains("1048576"));
            refused.get(20, TimeUnit.SECONDS);
            assertThat(fleet.messagesReceived()).isZero();
        }
    }

    @Test
    void aCompressionBombIsRefusedAtTheLimit() throws Exception {
        byte[] bomb = deflated(256 * 1024 * 1024);
        CompletableFuture<RawFrame> answer = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept("Sec-WebSocket-Extensions: permessage-deflate");
                    peer.frame(0xC2, bomb);
                    answer.complete(peer.readClose());
                });
                ClientFleet fleet = connected(server, plan().compression())) {
            assertThat(answer.get(20, TimeUnit.SECONDS).closeCode()).isEqualTo(1009);
            assertThat(fleet.client(0).awaitClosure(within(LONG)).violation()).isPresent();
        }
    }

    @Test
    void bytesThatAreNoDeflateStreamAreAViolation() throws Exception {
        CompletableFuture<RawFrame> answer = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept("Sec-WebSocket-Extensions: permessage-deflate");
                    peer.frame(0xC2, new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3});
                    answer.complete(peer.readClose());
                });
                ClientFleet fleet = connected(server, plan().compression())) {
            assertThat(answer.get(20, TimeUnit.SECONDS).closeCode()).isIn(1002, 1007);
            assertThat(fleet.client(0).awaitClosure(within(LONG)).violation()).isPresent();
        }
    }

    @Test
    void aFloodThatNobodyTakesIsDroppedAndSaidSo() {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    for (int i = 0; i < 5_000; i++) {
                        peer.text("message " + i);
                    }
                    peer.close(1000, "");
                    peer.readClose();
                    peer.fin();
                });
                ClientFleet fleet = connected(server, plan().inboxMessages(10))) {
            WsClient client = fleet.client(0);
            client.awaitClosure(within(LONG));
            assertThat(fleet.messagesReceived()).isEqualTo(5_000);
            assertThatThrownBy(() -> takeAll(client, 5_000))
                    .isInstanceOf(WsClientException.class)
                    .hasMessageContaining("inbox");
        }
    }

    @Test
    void aServerThatNeverReadsMakesSendsWaitAndFail() {
        try (ScriptedServer server = ScriptedServer.start(ScriptedPeer::accept);
                ClientFleet fleet = connected(
                        server, plan().sendTimeout(Duration.ofMillis(300)).maxUnsentBytes(64 * 1024))) {
            WsClient client = fleet.client(0);
            byte[] message = new byte[32 * 1024];
            assertThatThrownBy(() -> {
                        for (int i = 0; i < KERNEL_BUFFERS / message.length; i++) {
                            client.send(message);
                        }
                    })
                    .isInstanceOf(WsClientException.class);
        }
    }

    @Test
    void pongsThatTheServerDoesNotReadAreSkippedPastTheBound() throws Exception {
        int batches = 100;
        byte[] pings = manyPings(5_000);
        CompletableFuture<Void> sent = new CompletableFuture<>();
        CompletableFuture<Long> pongBytes = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    for (int i = 0; i < batches; i++) {
                        peer.send(pings);
                    }
                    sent.complete(null);
                    pongBytes.complete(bytesUpToTheClose(peer));
                    peer.close(1000, "");
                    peer.fin();
                });
                ClientFleet fleet = connected(server, plan().closeTimeout(LONG).maxUnsentBytes(64 * 1024))) {
            sent.get(20, TimeUnit.SECONDS);
            fleet.close(client -> true, CloseCode.NORMAL_CLOSURE, "");
            assertThat(pongBytes.get(20, TimeUnit.SECONDS)).isPositive().isLessThan(KERNEL_BUFFERS);
        }
    }

    private static long bytesUpToTheClose(ScriptedPeer peer) throws IOException {
        long bytes = 0;
        for (RawFrame frame = peer.readFrame(); frame.opcode() != 0x8; frame = peer.readFrame()) {
            bytes += frame.payload().length;
        }
        return bytes;
    }

    @Test
    void oneHostileServerHarmsNoOtherClient() {
        AtomicLong number = new AtomicLong();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    if (number.getAndIncrement() % 2 == 0) {
                        peer.send(0x82, 127, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF);
                    } else {
                        peer.readFrame();
                        peer.text("well");
                    }
                });
                ClientFleet fleet = connected(server, plan().clients(20).closeTimeout(Duration.ofMillis(300)))) {
            await().atMost(LONG).until(() -> fleet.open() == 10);
            assertThat(fleet.send(client -> true, "how are you?")).isEqualTo(10);
            await().atMost(LONG).until(() -> fleet.messagesReceived() == 10);
        }
    }

    private static LoadPlan.Builder plan() {
        return LoadPlan.builder().clients(1).closeTimeout(Duration.ofMillis(500));
    }

    private static ClientFleet connected(ScriptedServer server, LoadPlan.Builder plan) {
        ClientFleet fleet = ClientFleet.start(server.uri(), plan.plan());
        fleet.awaitConnected();
        return fleet;
    }

    private static ConnectFailure failure(ScriptedServer server, Duration handshakeTimeout) {
        LoadPlan plan = plan().attempt().handshakeTimeout(handshakeTimeout).plan();
        try (ClientFleet fleet = ClientFleet.start(server.uri(), plan)) {
            fleet.awaitConnected();
            return fleet.outcomes().get(0).failure();
        }
    }

    private static void sendForEver(ScriptedPeer peer, byte[] bytes, AtomicLong sent, CompletableFuture<Void> refused) {
        try {
            while (true) {
                peer.send(bytes);
                sent.addAndGet(bytes.length);
            }
        } catch (IOException e) {
            refused.complete(null);
        }
    }

    private static void takeAll(WsClient client, int messages) {
        for (int i = 0; i < messages; i++) {
            client.receive(within(Duration.ofSeconds(1)));
        }
    }

    private static byte[] manyPings(int number) {
        byte[] ping = RawFrame.encode(0x89, new byte[125]);
        byte[] all = new byte[number * ping.length];
        for (int i = 0; i < number; i++) {
            System.arraycopy(ping, 0, all, i * ping.length, ping.length);
        }
        return all;
    }

    /** This many zeros as one message of permessage-deflate (RFC 7692 section 7.2.1). */
    private static byte[] deflated(int zeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater raw = new Deflater(Deflater.BEST_SPEED, true);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, raw, 65_536, true)) {
            byte[] chunk = new byte[1024 * 1024];
            for (int done = 0; done < zeros; done += chunk.length) {
                deflating.write(chunk);
            }
            deflating.flush();
            byte[] flushed = out.toByteArray();
            return Arrays.copyOf(flushed, flushed.length - 4);
        } finally {
            raw.end();
        }
    }
}
