package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FaultLedger;
import dev.wsload.result.Phase;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class RampTests {
    private static final Duration AGES = Duration.ofHours(1);

    /** An upgrade that has reached the server, and when. */
    private record Arrival(int client, long nanos) {}

    @Test
    void rampUpStartsNoClientBeforeItsTime() {
        LoadPlan.Builder plan = Fleets.plan(40).rampUp(Duration.ofMillis(400));

        assertSpaced(arrivals(plan), 40, Duration.ofMillis(10));
    }

    @Test
    void arrivalsPerSecondStartsNoClientBeforeItsTime() {
        LoadPlan.Builder plan = Fleets.plan(30).arrivalsPerSecond(200);

        assertSpaced(arrivals(plan), 30, Duration.ofMillis(5));
    }

    private static Queue<Arrival> arrivals(LoadPlan.Builder plan) {
        Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
        plan.header("Client", client -> String.valueOf(client));
        AtomicLong start = new AtomicLong();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            int client = Integer.parseInt(peer.header("Client"));
            arrivals.add(new Arrival(client, System.nanoTime() - start.get()));
            peer.accept();
            peer.echoToEnd();
        })) {
            start.set(System.nanoTime());
            try (ClientFleet fleet = Fleets.connect(server, plan)) {
                assertThat(fleet.opened()).isEqualTo(fleet.clients());
            }
        }
        return arrivals;
    }

    private static void assertSpaced(Queue<Arrival> arrivals, int clients, Duration distance) {
        assertThat(arrivals).hasSize(clients).allSatisfy(arrival -> assertThat(arrival.nanos)
                .isGreaterThanOrEqualTo(arrival.client * distance.toNanos()));
    }

    @Test
    void handshakeLatencyIncludesTheWaitForATurn() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(
                        server, Fleets.plan(20).connectsInFlight(1).boundHandshakes())) {
            assertThat(fleet.outcomes())
                    .extracting(ClientOutcome::handshake)
                    .as("all are scheduled at once, and take turns")
                    .isSorted();
            assertThat(fleet.handshakeLatency().count()).isEqualTo(20);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @SuppressWarnings("try") // closed within, to see what that does
    void noMoreConnectsHangThanTheBoundAllows() {
        try (Blackhole blackhole = new Blackhole();
                ClientFleet fleet = ClientFleet.start(
                        blackhole.uri(),
                        Fleets.plan(40).connectsInFlight(7).connectTimeout(AGES).plan())) {
            await().until(() -> blackhole.hanging() >= 7);
            fleet.handshakeLatency();

            assertThat(blackhole.hanging()).as("after a turn of every loop").isEqualTo(7);
            fleet.close();
            assertAllFailed(fleet, FailureKind.CANCELLED);
        }
    }

    @Test
    void upgradesThatAwaitTheirAnswerDoNotCountAsConnectsInFlight() {
        try (ScriptedServer server = ScriptedServer.start(ScriptedPeer::request);
                ClientFleet fleet = ClientFleet.start(
                        server.uri(), Fleets.plan(20).connectsInFlight(2).plan())) {
            await().until(() -> server.accepted() == 20);
            assertThat(fleet.opened()).isZero();
        }
    }

    @Test
    void upgradesThatAwaitTheirAnswerCountWhenAskedFor() {
        AtomicInteger awaiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore answers = new Semaphore(0);
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.request();
                    most.accumulateAndGet(awaiting.incrementAndGet(), Math::max);
                    answers.acquire();
                    awaiting.decrementAndGet();
                    peer.accept();
                    peer.echoToEnd();
                });
                ClientFleet fleet = ClientFleet.start(
                        server.uri(),
                        Fleets.plan(20).connectsInFlight(3).boundHandshakes().plan())) {
            await().until(() -> awaiting.get() == 3);
            answers.release(20);
            fleet.awaitConnected();

            assertThat(fleet.opened()).isEqualTo(20);
            assertThat(most).hasValue(3);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aClientWhoseTurnNeverComesFailsAndSaysWhy() {
        Duration limit = Duration.ofMillis(200);
        try (Blackhole blackhole = new Blackhole();
                ClientFleet fleet = Fleets.connect(
                        blackhole.uri(),
                        Fleets.plan(10)
                                .loops(1)
                                .connectsInFlight(1)
                                .connectTimeout(limit)
                                .handshakeTimeout(limit))) {
            assertAllFailed(fleet, FailureKind.CONNECT_TIMEOUT);
            assertThat(failure(fleet, 0).detail()).isEqualTo("TCP did not connect within 200 ms");
            assertThat(failure(fleet, 9).detail())
                    .isEqualTo("its turn to connect did not come within 400 ms: the bound of 1 connects in flight"
                            + " was used up by connects that hang");
        }
    }

    @Test
    void closingInTheMiddleOfARampCancelsWhoHasNotOpened() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd)) {
            ClientFleet fleet = ClientFleet.start(
                    server.uri(), Fleets.plan(1000).rampUp(AGES).plan());
            await().until(() -> fleet.opened() >= 1);
            fleet.close();

            fleet.awaitConnected();
            assertThat(fleet.opened() + fleet.failed()).isEqualTo(1000);
            assertThat(failure(fleet, 999))
                    .isEqualTo(new ConnectFailure(
                            FailureKind.CANCELLED,
                            Phase.CONNECT,
                            "the fleet was closed before this client had connected"));
        }
    }

    @Test
    void closingCancelsHandshakesThatGetNoAnswer() {
        try (ScriptedServer server = ScriptedServer.start(ScriptedPeer::request)) {
            ClientFleet fleet = ClientFleet.start(
                    server.uri(), Fleets.plan(20).handshakeTimeout(AGES).plan());
            await().until(() -> server.accepted() == 20);
            fleet.close();

            assertAllFailed(fleet, FailureKind.CANCELLED);
        }
    }

    @Test
    void aHandshakeAnsweredWhileTheFleetClosesIsCancelledAllTheSame() {
        CountDownLatch closing = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            if (peer.header("Client").equals("0")) {
                peer.accept();
                peer.readClose();
                closing.countDown();
            } else {
                closing.await();
                peer.accept();
            }
        })) {
            ClientFleet fleet = ClientFleet.start(
                    server.uri(),
                    Fleets.plan(2)
                            .loops(1)
                            .header("Client", client -> String.valueOf(client))
                            .closeTimeout(Duration.ofMillis(500))
                            .plan());
            await().until(() -> fleet.opened() == 1 && server.accepted() == 2);
            fleet.close();

            assertThat(fleet.opened()).isEqualTo(1);
            assertThat(failure(fleet, 1).kind()).isEqualTo(FailureKind.CANCELLED);
        }
    }

    @Test
    void whoeverClosesWhileAnotherThreadClosesWaitsForIt() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (ScriptedServer server = Fleets.serving(peer -> {
            peer.readClose();
            closing.countDown();
            answer.await();
            peer.close(1000, "");
            peer.fin();
        })) {
            ClientFleet fleet = Fleets.connect(server, 1);
            Thread first = new Thread(fleet.ending()::end);
            Thread second = new Thread(fleet::close);
            first.start();
            closing.await();
            second.start();
            await().until(() -> second.getState() == Thread.State.BLOCKED);
            answer.countDown();
            first.join();
            second.join();

            assertThat(fleet.outcomes().get(0).closure().clean()).isTrue();
        }
    }

    @Test
    void aHostWithSeveralAddressesIsReachedAtTheOneThatAnswers() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd)) {
            LoadPlan plan = Fleets.plan(100).plan();
            int port = server.uri().getPort();
            Target target = new Target(
                    server.uri(),
                    plan,
                    request -> List.of(
                            new InetSocketAddress("127.0.0.2", port),
                            new InetSocketAddress("127.0.0.3", port),
                            new InetSocketAddress("127.0.0.1", port)));
            try (ClientFleet fleet = ClientFleet.start(target, plan, new FaultLedger())) {
                fleet.awaitConnected();
                assertThat(fleet.opened()).isEqualTo(100);
            }
        }
    }

    @Test
    void anUnknownHostFailsEveryClient() {
        try (ClientFleet fleet = Fleets.connect(URI.create("ws://no-such-host.invalid/"), Fleets.plan(50))) {
            assertAllFailed(fleet, FailureKind.UNKNOWN_HOST);
            assertThat(failure(fleet, 7).detail()).isEqualTo("the host name no-such-host.invalid has no address");
        }
    }

    @Test
    void aServerThatDiesInTheMiddleLeavesNoClientUndecided() {
        AtomicInteger upgrades = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            if (upgrades.incrementAndGet() == 20) {
                enough.countDown();
            }
            if (upgrades.get() <= 20) {
                peer.accept();
                peer.echoToEnd();
            }
        })) {
            ClientFleet fleet = ClientFleet.start(
                    server.uri(), Fleets.plan(100).arrivalsPerSecond(500).plan());
            try (fleet) {
                await().until(() -> enough.getCount() == 0);
                server.crash();
                fleet.awaitConnected();

                assertThat(fleet.opened() + fleet.failed()).isEqualTo(100);
                assertThat(fleet.failed()).isPositive();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aConnectionToItselfCountsAsRefused() throws Exception {
        try (SocketChannel channel = SocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            channel.connect(channel.getLocalAddress());

            assertThatThrownBy(() -> Failures.refuseSelf(channel))
                    .isInstanceOf(ConnectException.class)
                    .satisfies(
                            e -> assertThat(Failures.whileConnecting(e).kind()).isEqualTo(FailureKind.REFUSED))
                    .hasMessage("Connection refused: TCP connected the client to itself, nothing listens there");
        }
    }

    @Test
    void aHeaderFunctionThatThrowsFailsItsClientAndIsReported() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(4).header("Token", client -> tokenOf(client)))) {
            assertThat(fleet.opened()).isEqualTo(2);
            assertThat(failure(fleet, 1).detail())
                    .isEqualTo("the function that gives this client's headers threw"
                            + " java.lang.IllegalStateException: no token for 1");
            assertThat(failure(fleet, 3).detail())
                    .isEqualTo("the function that gives this client's headers threw"
                            + " java.lang.AssertionError: no token for 3");
            assertThat(fleet.errors())
                    .extracting(error -> error.client() + " " + error.origin())
                    .containsExactlyInAnyOrder("1 CALLBACK", "3 CALLBACK");
        }
    }

    private static String tokenOf(int client) {
        switch (client) {
            case 1 -> throw new IllegalStateException("no token for 1");
            case 3 -> throw new AssertionError("no token for 3");
            default -> {
                return "token " + client;
            }
        }
    }

    private static void assertAllFailed(ClientFleet fleet, FailureKind kind) {
        assertThat(fleet.opened()).isZero();
        assertThat(fleet.failed()).isEqualTo(fleet.clients());
        assertThat(fleet.outcomes())
                .extracting(outcome -> outcome.failure().kind())
                .containsOnly(kind);
    }

    private static ConnectFailure failure(ClientFleet fleet, int client) {
        return fleet.outcomes().get(client).failure();
    }
}
