package dev.wsload.fleet;

import static dev.wsload.client.Within.within;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.client.WsClient;
import dev.wsload.plan.Echo;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Delivery;
import dev.wsload.testkit.ForeignServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine against servers that nobody here wrote. */
class InteropTests {
    private static final int CLIENTS = 200;
    private static final int MESSAGES = 20;
    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    void everyEchoComesBackAndEveryClientClosesInOrder(ForeignServer kind) {
        try (TestServer server = kind.start();
                ClientFleet fleet = connect(server, CLIENTS)) {
            assertThat(fleet.opened()).isEqualTo(CLIENTS);
            for (int size : List.of(32, 125, 126)) {
                assertNothingLost(fleet, echo().messages(MESSAGES).size(size));
                assertNothingLost(
                        fleet, echo().messages(MESSAGES).size(size).binary().window(5));
            }
            assertThat(fleet.close(client -> true, CloseCode.NORMAL_CLOSURE, ""))
                    .isEqualTo(CLIENTS);
            assertThat(fleet.outcomes()).extracting(ClientOutcome::closure).containsOnly(closedInOrder());
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesAtTheBordersOfTheLengthFieldComeBack(ForeignServer kind) {
        try (TestServer server = kind.start();
                ClientFleet fleet = connect(server, 20)) {
            for (int size : List.of(65_535, 65_536, 200_000)) {
                assertNothingLost(fleet, echo().messages(3).size(size));
                assertNothingLost(fleet, echo().messages(3).size(size).binary());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void textOfEveryPlaneAndEmptyMessagesComeBack(ForeignServer kind) {
        try (TestServer server = kind.start();
                ClientFleet fleet = connect(server, 50)) {
            fleet.play(client -> {
                for (String text : List.of("gr\u00fc\u00df dich", "\u4f60\u597d", "\uD83D\uDC0C\uD83D\uDE80", "")) {
                    client.send(text);
                    client.expect(text, within(LONG));
                }
                client.send(new byte[] {0, -1, 127, -128});
                assertThat(client.receive(within(LONG)).payload()).containsExactly(0, -1, 127, -128);
            });
            assertThat(fleet.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void pingsAreAnsweredWithTheirPayload(ForeignServer kind) {
        try (TestServer server = kind.start();
                ClientFleet fleet = connect(server, 50)) {
            assertThat(fleet.client(0).ping(within(LONG))).isPositive();
            long before = fleet.pongsReceived();
            assertThat(fleet.ping(client -> true)).isEqualTo(50);
            await().atMost(LONG).until(() -> fleet.pongsReceived() == before + 50);
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientsThatVanishLeaveTheOthersAlone(ForeignServer kind) {
        try (TestServer server = kind.start();
                ClientFleet fleet = connect(server, 50)) {
            assertThat(fleet.abort(client -> client < 10)).isEqualTo(10);
            await().atMost(LONG).until(() -> fleet.open() == 40);
            assertNothingLost(fleet, echo().messages(5));
            WsClient leaver = fleet.client(20);
            assertThat(leaver.close(CloseCode.of(4000), "enough").tcpEnd()).isEqualTo(TcpEnd.FIN);
            assertNothingLost(fleet, echo().messages(5));
        }
    }

    static void assertNothingLost(ClientFleet fleet, Echo echo) {
        int open = fleet.open();
        Delivery delivery = fleet.run(echo).delivery();
        for (Delivery.Kind offence : Delivery.Kind.values()) {
            assertThat(delivery.count(offence)).as(offence.label()).isZero();
        }
        assertThat(delivery.unrecognised()).isZero();
        assertThat(delivery.sent()).isEqualTo((long) open * echo.messages());
        assertThat(delivery.delivered()).isEqualTo(delivery.owed()).isEqualTo(delivery.sent());
    }

    static Closure closedInOrder() {
        return new Closure(
                CloseCode.NORMAL_CLOSURE,
                "",
                Initiator.CLIENT,
                true,
                TcpEnd.FIN,
                Optional.empty(),
                Optional.of(CloseCode.NORMAL_CLOSURE));
    }

    private static ClientFleet connect(TestServer server, int clients) {
        ClientFleet fleet = ClientFleet.start(
                server.uri(), LoadPlan.builder().clients(clients).plan());
        fleet.awaitConnected();
        return fleet;
    }
}
