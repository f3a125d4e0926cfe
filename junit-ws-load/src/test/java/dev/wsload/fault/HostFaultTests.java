package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.wsload.harness.WsFleet;
import dev.wsload.result.FailureKind;
import dev.wsload.testkit.Callbacks;
import dev.wsload.testkit.CountingEcho;
import dev.wsload.wire.CloseCode;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hosted server as a whole does when a fault has changed the conditions that it runs under. */
@Timeout(60)
class HostFaultTests {
    private static final Duration SHORT = Duration.ofMillis(300);

    /** Notes the threads that it runs on. */
    @ServerEndpoint("/echo")
    public static final class WhereEcho {
        static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

        @OnMessage
        public String echo(String message) {
            THREADS.add(Thread.currentThread());
            return message;
        }
    }

    @Test
    void blockedHandlersStarveOthersOnceThereAreNoWorkersLeft() {
        try (WsFleet fleet = WsFleet.hosting(WhereEcho.class)
                .clients(10)
                .settleTime(SHORT)
                .fault(new FewWorkers.Workers(2, false))
                .fault(new BlockedHandler.Handler(BlockedHandler.Handler.FOR_GOOD), Victims.clients(0, 1))
                .connect()) {
            WhereEcho.THREADS.clear();
            fleet.client(0).send("block");
            fleet.client(1).send("block");
            Awaitility.await()
                    .until(() -> fleet.injections().stream()
                                    .filter(injection -> injection.what().equals("in the handler"))
                                    .count()
                            == 2);
            fleet.run(echo().messages(3));

            assertThat(fleet.lastWorkload().orElseThrow().ofHealthy().delivery().lost())
                    .isEqualTo(8);
            assertThat(WhereEcho.THREADS).isEmpty();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    void workersMayBeVirtual() {
        try (WsFleet fleet = WsFleet.hosting(WhereEcho.class)
                .clients(4)
                .fault(new FewWorkers.Workers(2, true))
                .connect()) {
            WhereEcho.THREADS.clear();
            fleet.run(echo().messages(3));

            assertThat(fleet).lostNothing();
            assertThat(WhereEcho.THREADS)
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(2)
                    .allSatisfy(
                            thread -> Assertions.assertThat(thread.toString()).startsWith("VirtualThread"));
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "later JDKs have virtual threads")
    void virtualWorkersNeedALaterJdk() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WsFleet.hosting(WhereEcho.class)
                        .fault(new FewWorkers.Workers(2, true))
                        .connect())
                .withMessage(
                        "virtual workers need JDK 21 or later, this is 17: leave virtual out, or run on a later JDK");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void connectionsBeyondTheAcceptLimitConnectAndAreNeverAnswered(int limit) {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(10)
                .attempt()
                .handshakeTimeout(SHORT)
                .fault(new AcceptLimit.Limit(limit))
                .connect()) {
            assertThat(fleet.opened()).isEqualTo(limit);
            assertThat(fleet.outcomes().stream()
                            .filter(outcome -> outcome.failure() != null)
                            .map(outcome -> outcome.failure().kind()))
                    .hasSize(10 - limit)
                    .containsOnly(FailureKind.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    void whoIsAcceptedOnceAnotherHasLeft() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(4)
                .fault(new AcceptLimit.Limit(4))
                .connect()) {
            fleet.client(0).close(CloseCode.NORMAL_CLOSURE, "");
            try (WsFleet late = WsFleet.to(fleet.uri()).clients(1).connect()) {
                assertThat(late).allConnected();
            }
        }
    }

    @Test
    void aCrashEndsEveryConnectionAndThePort() {
        CountingEcho endpoint = new CountingEcho();
        try (WsFleet fleet = WsFleet.hosting("/echo", endpoint.echo())
                .clients(20)
                .settleTime(SHORT)
                .fault(new ServerCrash.Crash(SHORT))
                .connect()) {
            fleet.run(echo().rate(1_000).during(Duration.ofSeconds(1)));

            assertThat(fleet).closedExactlyWith(CloseCode.ABNORMAL_CLOSURE);
            endpoint.assertGoneFrom(fleet.uri());
        }
    }

    /** A SYN that finds no room, or an ACK, is sent again after a second (RFC 6298 section 2.1). */
    @Test
    void aStampedeOverflowsATinyBacklog() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(200)
                .attempt()
                .handshakeTimeout(Duration.ofSeconds(4))
                .fault(new Stampede.Rush(1))
                .connect()) {
            assertThat(fleet.outcomes())
                    .anyMatch(outcome ->
                            outcome.failure() != null || outcome.handshake().toMillis() > 900);
        }
    }

    @Test
    void manyLeaveAtTheSameTime() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(30)
                .fault(new ThunderingLeave.Leave(), Victims.share(0.5))
                .fault(new ThunderingLeave.Vanish(true), Victims.clients(0))
                .connect()) {
            assertThat(fleet).faultyClients().wereAllStruck();
            assertThat(fleet).healthyClients().closedCleanly();
            assertThat(fleet).faultyClients().endedAsInjected();
        }
    }

    @Test
    void aStormComesBack() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(30)
                .fault(new ReconnectStorm.Storm(), Victims.clients(0, 1, 2))
                .connect()) {
            Awaitility.await().until(() -> fleet.outcomes().size() == 33);
            assertThat(fleet).hasOpenWithin(30, Duration.ofSeconds(10));
            fleet.run(echo().messages(2));

            assertThat(fleet).lostNothing();
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @Test
    void aFaultOfTheServerStrikesTogetherToo() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(30)
                .fault(new EmptyClose.Close(), Victims.count(10), When.together(SHORT))
                .connect()) {
            Awaitility.await().until(() -> fleet.open() == 20);

            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }
}
