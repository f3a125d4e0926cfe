package dev.wsload.fleet;

import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.client.Within;
import dev.wsload.harness.WsFleet;
import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FailureKind;
import dev.wsload.result.Phase;
import dev.wsload.testkit.Callbacks;
import dev.wsload.testkit.MischiefServer;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.HandshakeRefused;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of a connection afterwards, and while it is open: when, and what has passed. */
@Timeout(60)
class OutcomeTests {
    @Test
    void anOpenConnectionTellsWhatHasPassed() {
        try (WsFleet fleet =
                WsFleet.hosting("/echo", Callbacks.echo()).clients(3).connect()) {
            fleet.run(echo().messages(5).unloadedRoundTrips(0));

            assertThat(fleet.outcomes()).allSatisfy(outcome -> {
                assertThat(outcome.status()).isEqualTo(Status.OPEN);
                assertThat(outcome.activity().sent()).isEqualTo(5);
                assertThat(outcome.activity().received()).isEqualTo(5);
                assertThat(outcome.activity().lastReceived())
                        .isGreaterThanOrEqualTo(outcome.activity().lastSent());
                assertThat(outcome.at()).isPositive();
            });
        }
    }

    @Test
    void aClosedConnectionKeepsIt() {
        try (TestServer server = MischiefServer.start((peer, message) -> {
                    if (message.equals("go")) {
                        peer.reset();
                    } else {
                        peer.text(message);
                    }
                });
                WsFleet fleet = WsFleet.to(server.uri()).clients(1).connect()) {
            ClientOutcome before = fleet.outcomes().get(0);
            fleet.client(0).send("hello");
            fleet.client(0).expect("hello", Within.within(Duration.ofSeconds(10)));
            fleet.client(0).send("go");
            fleet.client(0).awaitClosure(Within.within(Duration.ofSeconds(10)));
            ClientOutcome after = fleet.outcomes().get(0);

            assertThat(after.activity().sent()).isEqualTo(2);
            assertThat(after.activity().received()).isEqualTo(1);
            assertThat(after.at()).isGreaterThan(before.at());
            assertThat(after.activity().lastSent()).isLessThanOrEqualTo(after.age());
        }
    }

    @Test
    void aFailureKeepsWhatWasThrown() {
        try (WsFleet hosted =
                        WsFleet.hosting("/echo", Callbacks.echo()).clients(1).connect();
                WsFleet lost = WsFleet.to(hosted.uri().resolve("/nowhere"))
                        .clients(1)
                        .attempt()
                        .connect()) {
            ClientOutcome outcome = lost.outcomes().get(0);

            assertThat(outcome.failure().cause()).hasValueSatisfying(thrown -> assertThat(thrown)
                    .isInstanceOfSatisfying(HandshakeRefused.class, refused -> assertThat(refused.httpStatus())
                            .isEqualTo(404)));
            assertThat(outcome.age()).isPositive();
            assertThat(outcome.at()).isPositive();
        }
    }

    @Test
    void aFailureSaysHowFarItHadCome() {
        assertThat(failure(ScriptedPeer::request).phase()).isEqualTo(Phase.UPGRADE);
        assertThat(failure(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 101");
                    peer.fin();
                }))
                .satisfies(cut -> assertThat(cut.kind()).isEqualTo(FailureKind.EOF))
                .satisfies(cut -> assertThat(cut.phase()).isEqualTo(Phase.UPGRADE))
                .satisfies(cut -> assertThat(cut.answered()).isEqualTo(12));
    }

    @Test
    void whereTlsFailsThePhaseIsThat() {
        try (ScriptedServer silent = ScriptedServer.start(peer -> {});
                WsFleet fleet = WsFleet.to(silent.uri().toString().replace("ws:", "wss:"))
                        .clients(1)
                        .handshakeTimeout(Duration.ofMillis(200))
                        .attempt()
                        .connect()) {
            assertThat(fleet.outcomes().get(0).failure())
                    .satisfies(late -> assertThat(late.phase()).isEqualTo(Phase.TLS))
                    .satisfies(late -> assertThat(late.label()).isEqualTo("handshake timeout, in the TLS handshake"));
        }
    }

    @Test
    void anEndInTheMiddleOfAFrameIsToldFromOneBetweenThem() {
        ClientOutcome torn = ended(peer -> peer.send("\u0081\u0005He"));
        ClientOutcome whole = ended(peer -> peer.send("\u0081\u0002Hi"));

        assertThat(torn.activity().inMessage()).isTrue();
        assertThat(torn.evidence())
                .endsWith(", in the middle of a message, at connection age " + Figures.duration(torn.age()));
        assertThat(whole.activity().inMessage()).isFalse();
        assertThat(whole.phase()).contains(Phase.OPEN);
    }

    @Test
    void aResetKeepsWhatTheSocketThrew() {
        ClientOutcome reset = ended(ScriptedPeer::reset);

        assertThat(reset.error()).isPresent();
        assertThat(reset.evidence())
                .contains(", noticed by \"" + reset.error().get().getMessage() + "\"");
    }

    @Test
    void anAnswerThatDoesNotEchoTheCodeIsSaid() {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    peer.readClose();
                    peer.close(1011, "");
                    peer.fin();
                });
                WsFleet fleet = WsFleet.to(server.uri()).clients(1).connect()) {
            fleet.closeAll(CloseCode.NORMAL_CLOSURE, "");
            await().until(() -> fleet.open() == 0);
            ClientOutcome closed = fleet.outcomes().get(0);

            assertThat(closed.kind())
                    .isEqualTo(
                            "1011 (internal error), closed by the client with 1000 (normal closure), not echoed, TCP FIN");
            assertThat(closed.phase()).contains(Phase.CLOSING);
        }
    }

    @Test
    void aServerThatDoesNotReadIsSeenSinceWhen() {
        try (ScriptedServer server = ScriptedServer.startReceivingLittle(ScriptedPeer::accept);
                WsFleet fleet = WsFleet.to(server.uri()).clients(1).connect()) {
            byte[] megabyte = new byte[1_000_000];
            await().until(() -> {
                fleet.sendToAll(megabyte);
                return fleet.outcomes().get(0).activity().blocked().isPresent();
            });
        }
    }

    private static ConnectFailure failure(ScriptedServer.Script script) {
        try (ScriptedServer server = ScriptedServer.start(script);
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(1)
                        .handshakeTimeout(Duration.ofMillis(200))
                        .attempt()
                        .connect()) {
            return fleet.outcomes().get(0).failure();
        }
    }

    private static ClientOutcome ended(ScriptedServer.Script end) {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    end.play(peer);
                    peer.fin();
                });
                WsFleet fleet = WsFleet.to(server.uri()).clients(1).connect()) {
            await().until(() -> fleet.open() == 0);
            return fleet.outcomes().get(0);
        }
    }
}
