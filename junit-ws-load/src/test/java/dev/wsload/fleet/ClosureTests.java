package dev.wsload.fleet;

import static dev.wsload.client.Within.within;
import static dev.wsload.wire.CloseCode.ABNORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.GOING_AWAY;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.NO_STATUS_RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.client.WsClient;
import dev.wsload.plan.LoadPlan;
import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to end an open connection, told apart by its {@link Closure} (RFC 6455 section 7.1). */
class ClosureTests {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Consumer<WsClient> WAITS = client -> {};
    private static final Consumer<WsClient> SPEAKS = client -> client.send("ready");
    private static final Consumer<WsClient> CLOSES = client -> client.close(NORMAL_CLOSURE, "done");

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999})
    void everyCodeThatMayBeSentIsReportedAsItCame(int code) {
        Closure closure = closure(WAITS, peer -> {
            peer.accept();
            peer.close(code, "because");
            peer.readClose();
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(CloseCode.of(code), "because", Initiator.SERVER, true, TcpEnd.FIN));
    }

    @Test
    void anEmptyCloseFrameIs1005() {
        Closure closure = closure(WAITS, peer -> {
            peer.accept();
            peer.send(0x88, 0x00);
            peer.readClose();
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(NO_STATUS_RECEIVED, "", Initiator.SERVER, true, TcpEnd.FIN));
    }

    @Test
    void theServersCodeIsSentBack() throws Exception {
        CompletableFuture<RawFrame> answer = new CompletableFuture<>();
        closure(WAITS, peer -> {
            peer.accept();
            peer.close(4001, "tired");
            answer.complete(peer.readClose());
            peer.fin();
        });
        assertThat(answer.get(10, TimeUnit.SECONDS).closeCode()).isEqualTo(4001);
    }

    @Test
    void anEmptyCloseFrameIsAnsweredWithAnEmptyOne() throws Exception {
        CompletableFuture<RawFrame> answer = new CompletableFuture<>();
        closure(WAITS, peer -> {
            peer.accept();
            peer.send(0x88, 0x00);
            answer.complete(peer.readClose());
            peer.fin();
        });
        assertThat(answer.get(10, TimeUnit.SECONDS).payload()).isEmpty();
    }

    @Test
    void aFinWithoutACloseFrameIs1006AndAFin() {
        Closure closure = closure(SPEAKS, peer -> {
            peer.accept();
            peer.readFrame();
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(ABNORMAL_CLOSURE, "", Initiator.NOBODY, false, TcpEnd.FIN));
    }

    @Test
    void aFinInTheMiddleOfAFrameIs1006AndAFin() {
        Closure closure = closure(SPEAKS, peer -> {
            peer.accept();
            peer.readFrame();
            peer.send(0x81, 0x05, 'h', 'e');
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(ABNORMAL_CLOSURE, "", Initiator.NOBODY, false, TcpEnd.FIN));
    }

    @Test
    void aResetIs1006AndAReset() {
        Closure closure = closure(SPEAKS, peer -> {
            peer.accept();
            peer.readFrame();
            peer.reset();
        });
        assertThat(closure).isEqualTo(ended(ABNORMAL_CLOSURE, "", Initiator.NOBODY, false, TcpEnd.RESET));
    }

    @Test
    void aResetThatFollowsACloseFrameLeavesItsCode() {
        Closure closure = closure(SPEAKS, peer -> {
            peer.accept();
            peer.readFrame();
            peer.close(1011, "oops");
            peer.readClose();
            peer.reset();
        });
        assertThat(closure).isEqualTo(ended(CloseCode.INTERNAL_ERROR, "oops", Initiator.SERVER, false, TcpEnd.RESET));
    }

    @Test
    void aCloseHandshakeOfTheClientsIsClean() {
        Closure closure = closure(CLOSES, peer -> {
            peer.accept();
            RawFrame close = peer.readClose();
            peer.close(close.closeCode(), "");
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(NORMAL_CLOSURE, "", Initiator.CLIENT, true, TcpEnd.FIN));
    }

    @Test
    void theCodeIsTheOneReceivedNotTheOneSent() {
        Closure closure = closure(CLOSES, peer -> {
            peer.accept();
            peer.readClose();
            peer.close(1001, "leaving too");
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(GOING_AWAY, "leaving too", Initiator.CLIENT, true, TcpEnd.FIN));
    }

    @Test
    void dataThatTheServerSentBeforeItsAnswerDoesNotDisturbTheCloseHandshake() {
        Closure closure = closure(CLOSES, peer -> {
            peer.accept();
            peer.readClose();
            peer.text("still in flight");
            peer.close(1000, "");
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(NORMAL_CLOSURE, "", Initiator.CLIENT, true, TcpEnd.FIN));
    }

    @Test
    void aServerThatNeverAnswersTheCloseTimesOut() {
        Closure closure = closure(CLOSES, SHORT, peer -> {
            peer.accept();
            peer.readClose();
        });
        assertThat(closure).isEqualTo(ended(ABNORMAL_CLOSURE, "", Initiator.CLIENT, false, TcpEnd.TIMEOUT));
    }

    @Test
    void aServerThatAnswersTheCloseAndKeepsTcpTimesOut() {
        Closure closure = closure(CLOSES, SHORT, peer -> {
            peer.accept();
            peer.readClose();
            peer.close(1000, "");
        });
        assertThat(closure).isEqualTo(ended(NORMAL_CLOSURE, "", Initiator.CLIENT, false, TcpEnd.TIMEOUT));
    }

    @Test
    void aServerThatClosesAndKeepsTcpTimesOut() {
        Closure closure = closure(WAITS, SHORT, peer -> {
            peer.accept();
            peer.close(1000, "");
        });
        assertThat(closure).isEqualTo(ended(NORMAL_CLOSURE, "", Initiator.SERVER, false, TcpEnd.TIMEOUT));
    }

    @Test
    void aFinInPlaceOfTheServersCloseFrameIsNotClean() {
        Closure closure = closure(CLOSES, peer -> {
            peer.accept();
            peer.readClose();
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(ABNORMAL_CLOSURE, "", Initiator.CLIENT, false, TcpEnd.FIN));
    }

    @Test
    void aResetInPlaceOfTheServersCloseFrameIsNotClean() {
        Closure closure = closure(CLOSES, peer -> {
            peer.accept();
            peer.readClose();
            peer.reset();
        });
        assertThat(closure).isEqualTo(ended(ABNORMAL_CLOSURE, "", Initiator.CLIENT, false, TcpEnd.RESET));
    }

    @Test
    void whatFollowsTheServersCloseFrameIsIgnored() {
        Closure closure = closure(WAITS, peer -> {
            peer.accept();
            peer.close(1000, "first");
            peer.text("too late");
            peer.close(1011, "second");
            peer.readClose();
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(NORMAL_CLOSURE, "first", Initiator.SERVER, true, TcpEnd.FIN));
    }

    @Test
    void anAbortIsTheClientsOwn() {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Consumer<WsClient> aborts = client -> {
            client.abort();
            assertThat(seen).as("what the server reads").succeedsWithin(LONG).isEqualTo("Connection reset");
        };
        Closure closure = closure(aborts, peer -> {
            peer.accept();
            try {
                peer.readToEnd();
                seen.complete("FIN");
            } catch (IOException e) {
                seen.complete(e.getMessage());
            }
        });
        assertThat(closure).isEqualTo(ended(ABNORMAL_CLOSURE, "", Initiator.NOBODY, false, TcpEnd.ABORTED));
    }

    @Test
    void aCloseFrameSentByteByByteIsReadAsOne() {
        Closure closure = closure(WAITS, peer -> {
            peer.accept();
            peer.trickle(RawFrame.encode(0x88, new byte[] {0x0F, (byte) 0xA0, 'b', 'y', 'e'}), Duration.ofMillis(5));
            peer.readClose();
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(CloseCode.of(4000), "bye", Initiator.SERVER, true, TcpEnd.FIN));
    }

    @Test
    void aCloseFrameInOnePacketWithTheHandshakeIsSeen() {
        Closure closure = closure(WAITS, peer -> {
            String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + peer.acceptValue() + "\r\n\r\n";
            peer.send(head + "\u0088\u0002\u0003\u00E9");
            peer.readClose();
            peer.fin();
        });
        assertThat(closure).isEqualTo(ended(GOING_AWAY, "", Initiator.SERVER, true, TcpEnd.FIN));
    }

    private static Closure ended(CloseCode code, String reason, Initiator initiator, boolean clean, TcpEnd tcpEnd) {
        Optional<CloseCode> sent =
                switch (initiator) {
                    case CLIENT -> Optional.of(NORMAL_CLOSURE);
                    case SERVER -> Optional.of(code);
                    case NOBODY -> Optional.empty();
                };
        return new Closure(code, reason, initiator, clean, tcpEnd, Optional.empty(), sent);
    }

    private static Closure closure(Consumer<WsClient> act, ScriptedServer.Script script) {
        return closure(act, LONG, script);
    }

    private static Closure closure(Consumer<WsClient> act, Duration closeTimeout, ScriptedServer.Script script) {
        LoadPlan plan = LoadPlan.builder().clients(1).closeTimeout(closeTimeout).plan();
        try (ScriptedServer server = ScriptedServer.start(script);
                ClientFleet fleet = ClientFleet.start(server.uri(), plan)) {
            fleet.awaitConnected();
            act.accept(fleet.client(0));
            return fleet.client(0).awaitClosure(within(LONG));
        }
    }
}
