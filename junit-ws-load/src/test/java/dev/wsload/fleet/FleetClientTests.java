package dev.wsload.fleet;

import static dev.wsload.client.Within.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.client.Within;
import dev.wsload.client.WsClient;
import dev.wsload.client.WsClientException;
import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FleetClientTests {
    private static final Within AWHILE = within(Duration.ofSeconds(30));
    private static final Within SHORTLY = within(Duration.ofMillis(50));

    @Test
    void messagesAreTakenInTheOrderInWhichTheyCame() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 1)) {
            WsClient client = fleet.client(0);
            client.send("one");
            client.send(new byte[] {2});

            client.expect("one", AWHILE);
            assertThat(client.receive(AWHILE).payload()).containsExactly(2);
            assertThat(client.isOpen()).isTrue();
            assertThat(client.closure()).isEmpty();
        }
    }

    @Test
    void manyThreadsMaySendThroughOneClient() throws Exception {
        int threads = 8;
        int each = 500;
        ExecutorService writers = Executors.newFixedThreadPool(threads);
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server.uri(), Fleets.plan(1).inboxMessages(threads * each))) {
            WsClient client = fleet.client(0);
            for (int thread = 0; thread < threads; thread++) {
                String words = "thread " + thread + " ";
                writers.execute(() -> {
                    for (int message = 0; message < each; message++) {
                        client.send(words + message);
                    }
                });
            }
            int[] next = new int[threads];
            for (int message = 0; message < threads * each; message++) {
                String[] words = client.receive(AWHILE).text().split(" ");
                int thread = Integer.parseInt(words[1]);
                assertThat(words[2]).isEqualTo(String.valueOf(next[thread]++));
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void nothingReceivedInTimeSaysSo() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 2)) {
            WsClient client = fleet.client(1);

            waitsInVain(() -> client.receive(SHORTLY), "client 1 received no message within 50 ms");
            waitsInVain(() -> client.expect("welcome", SHORTLY), "client 1 received no message within 50 ms");
            waitsInVain(() -> client.awaitClosure(SHORTLY), "client 1 had not ended after 50 ms");
        }
    }

    @Test
    void anotherMessageThanExpectedIsShown() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 1)) {
            WsClient client = fleet.client(0);
            client.send("goodbye");
            client.send(new byte[3]);

            refuses(
                    () -> client.expect("welcome", AWHILE),
                    "client 0 expected the text \"welcome\", received text \"goodbye\"");
            refuses(
                    () -> client.expect("welcome", AWHILE),
                    "client 0 expected the text \"welcome\", received binary, 3 bytes");
        }
    }

    @Test
    void ofALongMessageOnlyTheDifferenceIsShown() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 1)) {
            WsClient client = fleet.client(0);
            client.send("a".repeat(3_000) + "b".repeat(1_000));
            client.send("short");

            refuses(
                    () -> client.expect("a".repeat(4_000), AWHILE),
                    "client 0 expected a text of 4,000 characters, received one of 4,000, which differs from character 3,000 (from"
                            + " 0) on: expected ..\"" + "a".repeat(30) + "\".., received ..\"" + "a".repeat(10)
                            + "b".repeat(20)
                            + "\"..");
            refuses(
                    () -> client.expect("short" + "a".repeat(100), AWHILE),
                    "client 0 expected a text of 105 characters, received one of 5, which differs from character 5 (from 0) on:"
                            + " expected \"short" + "a".repeat(20) + "\".., received \"short\"");
        }
    }

    @Test
    void anOverfullInboxDropsItsOldestMessagesAndSaysSoOnce() {
        try (ScriptedServer server = Fleets.serving(peer -> {
                    for (int number = 0; number < 5; number++) {
                        peer.text("number " + number);
                    }
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(1).inboxMessages(3))) {
            await().until(() -> fleet.messagesReceived() == 5);
            WsClient client = fleet.client(0);

            refuses(
                    () -> client.receive(AWHILE),
                    "client 0 dropped its 2 oldest untaken messages, for its inbox holds 3 of 256 KiB in all;"
                            + " take messages sooner, or set a larger inbox");
            client.expect("number 2", AWHILE);
            client.expect("number 3", AWHILE);
            client.expect("number 4", AWHILE);
        }
    }

    @Test
    void whatCameBeforeTheEndIsTakenBeforeTheEndIsTold() {
        try (ScriptedServer server = Fleets.serving(peer -> {
                    peer.text("last words");
                    peer.close(4001, "bye");
                    peer.readClose();
                    peer.fin();
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            WsClient client = fleet.client(0);
            assertThat(client.awaitClosure(AWHILE).code()).isEqualTo(CloseCode.of(4001));

            client.expect("last words", AWHILE);
            refuses(
                    () -> client.receive(AWHILE),
                    "client 0 awaited a message, but its connection ended: 4001 (private use), closed by the server, TCP FIN");
            refuses(
                    () -> client.send("late"),
                    "client 0 could not send 4 bytes: its connection ended: 4001 (private use), closed by the server, TCP FIN");
            refuses(
                    () -> client.ping(AWHILE),
                    "client 0 received no pong: its connection ended: 4001 (private use), closed by the server, TCP FIN");
            assertThat(client.close(CloseCode.NORMAL_CLOSURE))
                    .isEqualTo(client.closure().orElseThrow());
        }
    }

    @Test
    void aConnectionThatEndsEndsEveryWait() {
        try (ScriptedServer server = Fleets.serving(peer -> {
                    peer.readFrame();
                    peer.reset();
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            WsClient client = fleet.client(0);
            CompletableFuture<?> receiving = inBackground(() -> client.receive(AWHILE));
            CompletableFuture<?> pinging = inBackground(() -> client.ping(AWHILE));

            assertThat(client.awaitClosure(AWHILE).tcpEnd()).isEqualTo(TcpEnd.RESET);
            assertThat(receiving).failsWithin(30, TimeUnit.SECONDS);
            assertThat(pinging).failsWithin(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void afterTheServersCloseFrameNothingIsSentAndNothingIsOpen() {
        try (ScriptedServer server = Fleets.serving(peer -> {
                    peer.close(1001, "");
                    peer.readToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(1).closeTimeout(Duration.ofSeconds(2)))) {
            WsClient client = fleet.client(0);
            await().until(() -> !client.isOpen());

            refuses(() -> client.send("late"), "client 0 could not send 4 bytes: its close handshake is under way");
            refuses(() -> client.ping(AWHILE), "client 0 received no pong: its close handshake is under way");
            assertThat(client.close(CloseCode.NORMAL_CLOSURE)).satisfies(closure -> {
                assertThat(closure.code()).isEqualTo(CloseCode.GOING_AWAY);
                assertThat(closure.initiator()).isEqualTo(Initiator.SERVER);
                assertThat(closure.tcpEnd()).isEqualTo(TcpEnd.TIMEOUT);
                assertThat(closure.clean()).isFalse();
            });
        }
    }

    @Test
    void closeSendsCodeAndReasonAndReturnsTheServersAnswer() {
        CompletableFuture<RawFrame> closeFrame = new CompletableFuture<>();
        try (ScriptedServer server = Fleets.serving(peer -> {
                    closeFrame.complete(peer.readClose());
                    peer.close(1000, "understood");
                    peer.fin();
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            assertThat(fleet.client(0).close(CloseCode.of(4321), "done")).satisfies(closure -> {
                assertThat(closure.code()).isEqualTo(CloseCode.NORMAL_CLOSURE);
                assertThat(closure.reason()).isEqualTo("understood");
                assertThat(closure.initiator()).isEqualTo(Initiator.CLIENT);
                assertThat(closure.clean()).isTrue();
            });
            assertThat(closeFrame.join().closeCode()).isEqualTo(4321);
            assertThat(closeFrame.join().payload()).endsWith('d', 'o', 'n', 'e');
        }
    }

    @Test
    void codesThatMayNotStandInAFrameAreRefusedAndNothingIsSent() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 1)) {
            WsClient client = fleet.client(0);

            assertThatThrownBy(() -> client.close(CloseCode.ABNORMAL_CLOSURE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("may never be sent");
            assertThatThrownBy(() -> client.close(CloseCode.NO_STATUS_RECEIVED, "why"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be sent");
            assertThatThrownBy(() -> fleet.close(all -> true, CloseCode.ABNORMAL_CLOSURE, ""))
                    .isInstanceOf(IllegalArgumentException.class);
            client.send("still open");
            client.expect("still open", AWHILE);
        }
    }

    @Test
    void abortResetsTheConnection() {
        CompletableFuture<IOException> seen = new CompletableFuture<>();
        try (ScriptedServer server = Fleets.serving(peer -> {
                    try {
                        peer.readToEnd();
                        seen.complete(new IOException("an orderly end"));
                    } catch (IOException e) {
                        seen.complete(e);
                    }
                });
                ClientFleet fleet = Fleets.connect(server, 1)) {
            fleet.client(0).abort();

            assertThat(fleet.client(0).awaitClosure(AWHILE)).satisfies(closure -> {
                assertThat(closure.code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
                assertThat(closure.initiator()).isEqualTo(Initiator.NOBODY);
                assertThat(closure.tcpEnd()).isEqualTo(TcpEnd.ABORTED);
            });
            assertThat(seen.join()).hasMessage("Connection reset");
        }
    }

    @Test
    void aClientThatNeverConnectedSaysWhyWhateverItIsAsked() {
        try (ScriptedServer server = ScriptedServer.start(peer -> peer.answer("HTTP/1.1 503 Service Unavailable"));
                ClientFleet fleet = Fleets.connect(server, 1)) {
            WsClient client = fleet.client(0);
            String why =
                    "it never connected: " + fleet.outcomes().get(0).failure().detail();

            refuses(() -> client.send("hello"), "client 0 could not send 5 bytes: " + why);
            refuses(() -> client.receive(AWHILE), "client 0 awaited a message, but " + why);
            refuses(() -> client.ping(AWHILE), "client 0 received no pong: " + why);
            refuses(() -> client.close(CloseCode.NORMAL_CLOSURE), "client 0 cannot close: " + why);
            refuses(() -> client.awaitClosure(AWHILE), "client 0 has no closure: " + why);
            client.abort();
            assertThat(client.isOpen()).isFalse();
            assertThat(client.closure()).isEmpty();
        }
    }

    @Test
    void aClientThatStillConnectsSaysSo() {
        try (ScriptedServer server = ScriptedServer.start(ScriptedPeer::request);
                ClientFleet fleet =
                        ClientFleet.start(server.uri(), Fleets.plan(1).plan())) {
            WsClient client = fleet.client(0);
            await().until(() -> server.accepted() == 1);

            refuses(() -> client.send("hello"), "client 0 could not send 5 bytes: it is still connecting");
            waitsInVain(() -> client.receive(SHORTLY), "client 0 received no message within 50 ms");
            refuses(() -> client.close(CloseCode.NORMAL_CLOSURE), "client 0 cannot close: it is still connecting");
            refuses(() -> client.ping(AWHILE), "client 0 received no pong: it is still connecting");
        }
    }

    @Test
    void aWaitThatBeganBeforeTheHandshakeEndsWithTheFleet() {
        try (ScriptedServer server = ScriptedServer.start(ScriptedPeer::request)) {
            ClientFleet fleet = ClientFleet.start(server.uri(), Fleets.plan(1).plan());
            await().until(() -> server.accepted() == 1);
            waitsInVain(() -> fleet.client(0).receive(SHORTLY), "client 0 received no message within 50 ms");
            CompletableFuture<?> receiving = inBackground(() -> fleet.client(0).receive(AWHILE));

            fleet.close();

            assertThat(receiving)
                    .failsWithin(30, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .havingRootCause()
                    .withMessage("client 0 awaited a message, but it never connected:"
                            + " the fleet was closed before this client had connected");
        }
    }

    @Test
    void callsAfterTheFleetWasClosedAnswerAtOnce() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd)) {
            ClientFleet fleet = Fleets.connect(server, 2);
            WsClient client = fleet.client(1);
            fleet.close();

            String state = "its connection ended: " + CloseCode.NORMAL_CLOSURE + ", closed by the client, TCP FIN";
            assertThat(client.closure().orElseThrow().clean()).isTrue();
            refuses(() -> client.send("late"), "client 1 could not send 4 bytes: " + state);
            refuses(() -> client.receive(AWHILE), "client 1 awaited a message, but " + state);
            refuses(() -> client.ping(AWHILE), "client 1 received no pong: " + state);
            assertThat(client.close(CloseCode.NORMAL_CLOSURE)).isEqualTo(client.awaitClosure(AWHILE));
            client.abort();
            assertThat(client.isOpen()).isFalse();
            assertThat(fleet.send(all -> true, "late")).isZero();
            assertThat(fleet.ping(all -> true)).isZero();
            fleet.awaitConnected();
            fleet.close();
        }
    }

    @Test
    void oneCallSendsToManyClients() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 10)) {
            assertThat(fleet.send(client -> client % 2 == 0, "even")).isEqualTo(5);
            assertThat(fleet.send(client -> true, "all")).isEqualTo(10);

            fleet.client(0).expect("even", AWHILE);
            fleet.client(0).expect("all", AWHILE);
            fleet.client(1).expect("all", AWHILE);
            assertThat(fleet.messagesSent()).isEqualTo(15);
            assertThat(fleet.errors()).isEmpty();
        }
    }

    @Test
    void aClientOutsideOfTheFleetIsRefused() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 2)) {
            assertThatThrownBy(() -> fleet.client(2))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("client 2 of a fleet of 2, counted from 0");
        }
    }

    private static CompletableFuture<?> inBackground(Runnable call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                call.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static void refuses(ThrowingCallable call, String sentence) {
        fails(call, sentence, false);
    }

    private static void waitsInVain(ThrowingCallable call, String sentence) {
        fails(call, sentence, true);
    }

    private static void fails(ThrowingCallable call, String sentence, boolean isTimeout) {
        assertThatThrownBy(call).isInstanceOfSatisfying(WsClientException.class, thrown -> {
            assertThat(thrown).hasMessage(sentence);
            assertThat(thrown.isTimeout()).isEqualTo(isTimeout);
        });
    }
}
