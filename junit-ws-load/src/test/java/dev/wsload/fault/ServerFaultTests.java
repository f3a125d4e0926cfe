package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.client.Within;
import dev.wsload.client.WsClient;
import dev.wsload.fault.StaleDeadline.Work;
import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.Delivery;
import dev.wsload.result.FailureKind;
import dev.wsload.result.WorkloadResult;
import dev.wsload.testkit.Callbacks;
import dev.wsload.wire.Closure;
import dev.wsload.wire.TcpEnd;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What faults of the hosted server look like from the client's side, on both kinds of endpoints. */
@Timeout(60)
class ServerFaultTests {
    private static final Victims FIRST = Victims.clients(0);

    enum Host {
        NATIVE(() -> WsFleet.hosting("/echo", Callbacks.echo())),
        JAKARTA(() -> WsFleet.hosting(JakartaEcho.class));

        private final Supplier<WsFleetBuilder> builder;

        Host(Supplier<WsFleetBuilder> builder) {
            this.builder = builder;
        }

        WsFleetBuilder clients(int number) {
            return builder.get()
                    .clients(number)
                    .settleTime(Duration.ofSeconds(1))
                    .closeTimeout(Duration.ofSeconds(2));
        }
    }

    /** Echoes, and counts the errors that it is told of. */
    @ServerEndpoint("/echo")
    public static final class JakartaEcho {
        static final AtomicInteger ERRORS = new AtomicInteger();

        @OnMessage
        public String echo(String message) {
            return message;
        }

        @OnError
        public void error(Session session, Throwable thrown) {
            if (thrown instanceof InjectedException) {
                ERRORS.incrementAndGet();
            }
        }
    }

    // ---- the opening handshake

    @ParameterizedTest
    @EnumSource
    void anUpgradeIsRefusedWithItsStatus(Host host) {
        try (WsFleet fleet = host.clients(4)
                .fault(new RefuseUpgrade.Refusal(429, "7"), FIRST)
                .connect()) {
            ConnectFailure failure = fleet.outcomes().get(0).failure();
            assertThat(failure.kind()).isEqualTo(FailureKind.HTTP_STATUS);
            assertThat(failure.detail()).contains("429").contains("Retry-After: '7'");
            fleet.run(echo().messages(3));

            assertThat(fleet).healthyClients().allConnected().lostNothing();
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSlowUpgradeIsSlowForItsVictimsOnly(Host host) {
        Duration time = Duration.ofMillis(400);
        try (WsFleet fleet = host.clients(4)
                .fault(new SlowUpgrade.Upgrade(time, false), FIRST)
                .connect()) {
            assertThat(handshake(fleet, 0)).isGreaterThanOrEqualTo(time);
            assertThat(List.of(1, 2, 3))
                    .allSatisfy(client -> assertThat(handshake(fleet, client)).isLessThan(handshake(fleet, 0)));
            fleet.run(echo().messages(3));

            assertThat(fleet).deliveredEverything();
        }
    }

    @ParameterizedTest
    @EnumSource
    void upgradesInTurnWaitForEachOther(Host host) {
        Duration time = Duration.ofMillis(60);
        try (WsFleet fleet =
                host.clients(5).fault(new SlowUpgrade.Upgrade(time, true)).connect()) {
            List<Duration> sorted = fleet.outcomes().stream()
                    .map(ClientOutcome::handshake)
                    .sorted()
                    .toList();
            for (int place = 0; place < 5; place++) {
                assertThat(sorted.get(place)).isGreaterThanOrEqualTo(time.multipliedBy(place + 1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandshakeThatMissesTheServersDeadlineIsReset(Host host) {
        try (WsFleet fleet = host.clients(3)
                .fault(new SlowUpgrade.Upgrade(Duration.ofSeconds(20), false), FIRST)
                .fault(new HandshakeDeadline.Deadline(Duration.ofMillis(100)), FIRST)
                .connect()) {
            assertThat(fleet.outcomes().get(0).failure().kind()).isEqualTo(FailureKind.RESET);
            assertThat(fleet.opened()).isEqualTo(2);
        }
    }

    // ---- deadlines and limits

    @ParameterizedTest
    @EnumSource
    void aStaleReadDeadlineEndsBusyConnectionsWithoutAStatus(Host host) {
        Duration deadline = Duration.ofMillis(600);
        try (WsFleet fleet = host.clients(4)
                .fault(new StaleDeadline.InServer(Work.READS), Victims.all(), When.after(deadline))
                .connect()) {
            fleet.run(echo().rate(400).during(Duration.ofSeconds(1)));

            assertThat(fleet.outcomes()).allSatisfy(outcome -> {
                assertThat(outcome.closure().code().value()).isEqualTo(1005);
                assertThat(outcome.closure().tcpEnd()).isEqualTo(TcpEnd.FIN);
                assertThat(outcome.handshake().plus(outcome.age())).isGreaterThanOrEqualTo(deadline);
            });
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStaleWriteDeadlineEndsBusyConnectionsWithoutACloseFrame(Host host) {
        Duration deadline = Duration.ofMillis(400);
        try (WsFleet fleet = host.clients(4)
                .fault(new StaleDeadline.InServer(Work.WRITES), Victims.all(), When.after(deadline))
                .connect()) {
            fleet.run(echo().rate(400).during(Duration.ofSeconds(1)));

            assertThat(fleet.outcomes()).allSatisfy(outcome -> {
                assertThat(outcome.closure().code().value()).isEqualTo(1006);
                assertThat(outcome.handshake().plus(outcome.age())).isGreaterThanOrEqualTo(deadline);
            });
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIdleTimeoutSparesBusyConnections(Host host) {
        try (WsFleet fleet = host.clients(4)
                .fault(new IdleTimeout.Idle(Duration.ofSeconds(2)))
                .connect()) {
            fleet.run(client -> {
                if (client.index() == 0) {
                    assertThat(client.awaitClosure(within(5)).code().value()).isEqualTo(1001);
                } else {
                    while (fleet.client(0).isOpen()) {
                        client.send("busy");
                        client.expect("busy", within(5));
                    }
                }
            });
            assertThat(fleet.open()).isEqualTo(3);
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageOverTheLimitIsAnsweredWith1009(Host host) {
        try (WsFleet fleet =
                host.clients(2).fault(new SmallMessageLimit.Limit(100)).connect()) {
            WsClient client = fleet.client(0);
            client.send("x".repeat(100));
            client.expect("x".repeat(100), within(5));
            client.send("x".repeat(101));

            assertThat(client.awaitClosure(within(5)).code().value()).isEqualTo(1009);
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    // ---- frames

    @ParameterizedTest
    @EnumSource
    void anEmptyCloseIs1005(Host host) {
        assertClosure(host, new EmptyClose.Close(), closure -> assertThat(
                        closure.code().value())
                .isEqualTo(1005));
    }

    @ParameterizedTest
    @EnumSource
    void aForbiddenCodeIsAViolation(Host host) {
        assertClosure(host, new ForbiddenCloseFrame.Close(1006), closure -> assertThat(closure.violation())
                .hasValueSatisfying(rule -> assertThat(rule).contains("1006")));
    }

    @ParameterizedTest
    @EnumSource
    void aMaskedReplyIsAViolation(Host host) {
        assertClosure(host, new MaskedReplies.Masked(), closure -> assertThat(closure.violation())
                .hasValueSatisfying(rule -> assertThat(rule).contains("masked")));
    }

    private static void assertClosure(Host host, Fault fault, Consumer<Closure> seen) {
        try (WsFleet fleet =
                host.clients(4).fault(fault, FIRST, When.afterMessages(2)).connect()) {
            fleet.run(echo().messages(5));

            seen.accept(fleet.client(0).awaitClosure(within(5)));
            assertThat(fleet).healthyClients().deliveredEverything().closedCleanly();
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @ParameterizedTest
    @EnumSource
    void lostRepliesAreLost(Host host) {
        Delivery delivery = delivery(host, new LostReplies.Replies(0.3));

        assertThat(delivery.lost()).isPositive().isLessThan(50);
    }

    @ParameterizedTest
    @EnumSource
    void duplicatedRepliesComeTwice(Host host) {
        Delivery delivery = delivery(host, new DuplicatedReplies.Replies(0.3));

        assertThat(delivery.duplicated()).isPositive();
        assertThat(delivery.lost()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void corruptedRepliesAreCorrupted(Host host) {
        assertThat(delivery(host, new CorruptedReplies.Replies(0.3)).corrupted())
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void reorderedRepliesOvertakeEachOther(Host host) {
        Delivery delivery = delivery(host, new ReorderedReplies.Replies(0.3));

        assertThat(delivery.reordered()).isPositive();
        assertThat(delivery.lost()).isZero();
    }

    /** Fifty messages on one connection, ten of them on their way at a time. */
    private static Delivery delivery(Host host, Fault fault) {
        try (WsFleet fleet = host.clients(2).seed(7).fault(fault, FIRST).connect()) {
            WorkloadResult result = fleet.run(echo().rate(1_000).during(Duration.ofMillis(100)));
            long noted = fleet.injections().stream()
                    .filter(injection -> injection.what().endsWith("a message"))
                    .count();

            assertThat(noted).isPositive();
            assertThat(fleet).healthyClients().deliveredEverything();
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
            return result.delivery();
        }
    }

    // ---- the handler

    @ParameterizedTest
    @EnumSource
    void aThrowingHandlerAnswersNothingAndIsNoErrorOfTheTest(Host host) {
        int before = JakartaEcho.ERRORS.get();
        try (WsFleet fleet = host.clients(4)
                .fault(new ThrowingHandler.Handler(), FIRST, When.afterMessages(2))
                .connect()) {
            fleet.run(echo().messages(5));

            assertThat(fleet).healthyClients().deliveredEverything();
            assertThat(fleet).faultyClients().wereAllStruck();
            assertThat(fleet.delivery().lost()).isPositive();
        }
        assertThat(JakartaEcho.ERRORS.get() > before).isEqualTo(host == Host.JAKARTA);
    }

    @Test
    void aBlockedHandlerHoldsItsWorkerUntilTheServerStops() {
        try (WsFleet fleet = Host.JAKARTA
                .clients(4)
                .fault(new BlockedHandler.Handler(BlockedHandler.Handler.FOR_GOOD), FIRST)
                .connect()) {
            fleet.run(echo().messages(5));

            assertThat(fleet).healthyClients().deliveredEverything();
            assertThat(fleet).faultyClients().wereAllStruck();
            assertThat(fleet.delivery().lost()).isPositive();
        }
    }

    @Test
    void theFaultsOfTheServerStrikeAtTheSamePointsAgain() {
        assertThat(injections()).isEqualTo(injections()).isNotEmpty();
    }

    private static List<String> injections() {
        try (WsFleet fleet = Host.NATIVE
                .clients(10)
                .seed(11)
                .fault(new LostReplies.Replies(0.2), Victims.share(0.3))
                .fault(new EmptyClose.Close(), Victims.count(2), When.afterMessages(4))
                .connect()) {
            fleet.run(echo().messages(10));
            return fleet.injections().stream()
                    .map(injection -> injection.assignment() + " " + injection.what())
                    .sorted()
                    .toList();
        }
    }

    private static Duration handshake(WsFleet fleet, int client) {
        return fleet.outcomes().get(client).handshake();
    }

    private static Within within(int seconds) {
        return Within.within(Duration.ofSeconds(seconds));
    }
}
