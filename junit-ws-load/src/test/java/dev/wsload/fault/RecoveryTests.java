package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.client.Within;
import dev.wsload.fault.StaleDeadline.Work;
import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.machine.Descriptors;
import dev.wsload.machine.ProcessResources;
import dev.wsload.result.FailureKind;
import dev.wsload.testkit.Callbacks;
import dev.wsload.testkit.MischiefServer;
import dev.wsload.testkit.TestServer;
import io.undertow.websockets.WebSocketConnectionCallback;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** Whether an endpoint gets over its faults, as far as it can be seen. Alone, for it looks at the whole JVM. */
@Timeout(60)
@Isolated
class RecoveryTests {
    private static final Duration SOON = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Set<Object> room = ConcurrentHashMap.newKeySet();
    private final WebSocketConnectionCallback forgetful = (exchange, channel) -> {
        room.add(channel);
        Callbacks.echo().onConnect(exchange, channel);
    };
    private final WebSocketConnectionCallback careful = (exchange, channel) -> {
        channel.addCloseTask(room::remove);
        forgetful.onConnect(exchange, channel);
    };

    @Test
    void anEndpointThatTakesTheDeadOffItsListRecovers() {
        try (WsFleet fleet = WsFleet.hosting("/echo", careful)
                .clients(20)
                .connectedWhen(room::size)
                .fault(new ResetPeer.Reset(), Victims.count(5), When.afterMessages(2))
                .connect()) {
            fleet.run(echo().messages(3));

            assertThat(fleet).endpoint().recoversWithin(LONG);
            assertThat(room).hasSize(15);
        }
    }

    @Test
    void anEndpointThatKeepsTheDeadDoesNot() {
        try (WsFleet fleet = WsFleet.hosting("/echo", forgetful)
                .clients(20)
                .connectedWhen(room::size)
                .fault(new ResetPeer.Reset(), Victims.count(5), When.afterMessages(2))
                .connect()) {
            fleet.run(echo().messages(3));

            assertThatThrownBy(() -> assertThat(fleet).endpoint().recoversWithin(SOON))
                    .hasMessageStartingWith("""
                            the endpoint has not recovered within 400 ms

                              faults    ResetPeer on 5 clients
                              seen      20 registered clients, must be 15, who are really connected""");
        }
    }

    @Test
    void aPeerThatIsDeadOnTheWireMustBeNoticed() {
        try (WsFleet fleet = WsFleet.hosting("/echo", careful)
                .clients(4)
                .connectedWhen(room::size)
                .fault(new BlackHole.Silence(), Victims.clients(0))
                .connect()) {
            assertThatThrownBy(() -> assertThat(fleet).endpoint().recoversWithin(SOON))
                    .hasMessageContaining("4 registered clients, must be 3, who are really connected")
                    .hasMessageContaining("4 connections, must be 3, who are really connected");
        }
        try (WsFleet fleet = WsFleet.hosting("/echo", careful)
                .clients(4)
                .connectedWhen(room::size)
                .fault(new BlackHole.Silence(), Victims.clients(0))
                .fault(new IdleTimeout.Idle(SOON), Victims.clients(0))
                .connect()) {
            assertThat(fleet).endpoint().recoversWithin(LONG);
        }
    }

    @Test
    void anEndpointThatStartsAThreadForEachOfItsDeadDoesNotRecover() {
        Set<Thread> started = ConcurrentHashMap.newKeySet();
        WebSocketConnectionCallback leaking = (exchange, channel) -> {
            channel.addCloseTask(gone -> {
                Thread leak = new Thread(() -> awaitInterruption(), "leak");
                leak.setDaemon(true);
                started.add(leak);
                leak.start();
            });
            Callbacks.echo().onConnect(exchange, channel);
        };
        try (WsFleet fleet = WsFleet.hosting("/echo", leaking)
                .clients(10)
                .fault(new ResetPeer.Reset(), Victims.count(8), When.afterMessages(2))
                .connect()) {
            fleet.run(echo().messages(3));

            assertThatThrownBy(() -> assertThat(fleet).endpoint().recoversWithin(SOON))
                    .hasMessageContaining(
                            "threads in process " + ProcessHandle.current().pid())
                    .hasMessageContaining("  cause     threads that were started for clients do not end with them")
                    .hasMessageContaining("not judged registered clients: give their number with @WsConnectedWhen");
        } finally {
            started.forEach(Thread::interrupt);
        }
    }

    private static void awaitInterruption() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aHandlerThatNeverReturnsIsSeen() {
        try (WsFleet fleet = WsFleet.hosting(JakartaEcho.class)
                .clients(4)
                .settleTime(SOON)
                .fault(new BlockedHandler.Handler(BlockedHandler.Handler.FOR_GOOD), Victims.clients(0))
                .connect()) {
            fleet.run(echo().messages(3));

            assertThatThrownBy(() -> assertThat(fleet).endpoint().recoversWithin(SOON))
                    .hasMessageContaining("1 handler still running on worker threads")
                    .hasMessageContaining(
                            "  cause     handlers of the server do not return, though their clients have gone");
        }
    }

    /** Echoes. */
    @ServerEndpoint("/echo")
    public static final class JakartaEcho {
        @OnMessage
        public String echo(String message) {
            return message;
        }
    }

    @Test
    void healthyClientsGoOnWithTheWholeEndpoint() {
        try (WsFleet fleet = WsFleet.hosting("/echo", careful)
                .clients(6)
                .connectedWhen(room::size)
                .fault(new UnsolicitedPongs.Pongs(3), Victims.clients(0))
                .fault(new ResetPeer.Reset(), Victims.clients(1), When.afterMessages(2))
                .connect()) {
            fleet.run(echo().messages(3));

            assertThat(fleet)
                    .healthyClients()
                    .endpoint()
                    .recoversWithin(LONG)
                    .deliveredEverything()
                    .abnormalEndsAreExplained();
        }
    }

    @Test
    void recoveryTakesTime() {
        try (WsFleet fleet =
                WsFleet.hosting("/echo", Callbacks.echo()).clients(1).connect()) {
            assertThatThrownBy(() -> assertThat(fleet).endpoint().recoversWithin(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("recoversWithin = 0 s, must be more than zero");
        }
    }

    @Test
    void aServerThatAcceptsNobodyAnyMoreDoesNotRecover() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(4)
                .fault(new AcceptLimit.Limit(4))
                .connect()) {
            assertThatThrownBy(() -> assertThat(fleet).endpoint().recoversWithin(SOON))
                    .hasMessageContaining("a new client: handshake timeout");
        }
    }

    @Test
    void ofAnExternalEndpointANewClientIsAllThereIsToSee() {
        try (TestServer server = MischiefServer.start((peer, message) -> peer.text(message));
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(4)
                        .fault(new ResetPeer.Reset(), Victims.clients(0))
                        .connect()) {
            assertThat(fleet).endpoint().recoversWithin(LONG);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other processes are looked at in /proc")
    void theProcessOfAnEndpointIsJudgedIfGiven() {
        try (TestServer server = MischiefServer.start((peer, message) -> peer.text(message))) {
            long pid = ProcessHandle.current().pid();
            ProcessResources before = ProcessResources.of(pid);
            try (WsFleet fleet = WsFleet.to(server.uri()).clients(4).connect()) {
                // Both ends of each connection are in this process, and so are the fleet's own.
                assertThatThrownBy(() ->
                                assertThat(fleet).endpoint().ofProcess(before).recoversWithin(SOON))
                        .hasMessageContaining("file descriptors in process " + pid);
            }
        }
        assertThatThrownBy(() -> ProcessResources.of(0))
                .hasMessageStartingWith("process 0 cannot be looked at")
                .hasMessageEndingWith("it must run on this Linux machine, as your user");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other processes are looked at in /proc")
    void aProcessThatHasDiedHasNotRecovered() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try (TestServer server = MischiefServer.start((peer, message) -> peer.text(message))) {
            ProcessResources before = ProcessResources.of(other.pid());
            try (WsFleet fleet = WsFleet.to(server.uri()).clients(1).connect()) {
                assertThat(fleet)
                        .endpoint()
                        .ofProcess(new ProcessResources(other.pid(), before.descriptors() + 1, before.threads()))
                        .recoversWithin(LONG);
                other.destroyForcibly().waitFor();

                assertThatThrownBy(() ->
                                assertThat(fleet).endpoint().ofProcess(before).recoversWithin(SOON))
                        .hasMessageContaining("process " + other.pid() + " is gone");
            }
        } finally {
            other.destroyForcibly();
        }
    }

    /** The threads of the JVM that are there at the end were there at the start: Awaitility's own has another name. */
    @Test
    void tenKindsOfFaultsOnBothSidesLeaveNothingBehind() {
        tenKindsAtOnce(1);
        long descriptors = Descriptors.now().open();
        Set<String> threads = threads();
        for (int seed = 2; seed <= 4; seed++) {
            tenKindsAtOnce(seed);
        }
        await().atMost(LONG).until(() -> Descriptors.now().open() <= descriptors);
        await().atMost(LONG).untilAsserted(() -> assertThat(threads()).isSubsetOf(threads));
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("awaitility"))
                .collect(Collectors.toSet());
    }

    private static void tenKindsAtOnce(int seed) {
        WsFleetBuilder builder = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(1_000)
                .seed(seed)
                .settleTime(Duration.ofSeconds(2))
                .closeTimeout(Duration.ofSeconds(5));
        List.of(
                        fault(new ResetPeer.Reset(), When.afterMessages(3)),
                        fault(new HalfClose.Fin(), When.afterMessages(4)),
                        fault(new BlackHole.Silence(), When.afterMessages(2)),
                        fault(new ReservedBits.Rsv3(), When.afterMessages(3)),
                        fault(new Latency.Delay(Duration.ofMillis(5), Duration.ZERO), When.onceOpen()),
                        fault(new RefuseUpgrade.Refusal(503, ""), When.inHandshake()),
                        fault(new EmptyClose.Close(), When.afterMessages(3)),
                        fault(new StaleDeadline.InServer(Work.WRITES), When.afterMessages(4)),
                        fault(new LostReplies.Replies(0.5), When.onceOpen()),
                        fault(new ThrowingHandler.Handler(), When.afterMessages(5)))
                .forEach(builder::fault);
        try (WsFleet fleet = builder.connect()) {
            fleet.run(echo().messages(6));

            assertThat(fleet).healthyClients().deliveredEverything();
            assertThat(fleet).abnormalEndsAreExplained();
            assertThat(fleet).healthyClients().closedCleanly();
            assertThat(fleet).faultyClients().endedAsInjected();
        }
    }

    private static PlannedFault fault(Fault fault, When when) {
        return new PlannedFault(fault, Victims.share(0.05), when);
    }

    // ---- ends that nothing explains

    @Test
    void endsThatNoFaultLeadsToAreListed() {
        try (TestServer server = MischiefServer.start((peer, message) -> {
                    if (message.startsWith("go")) {
                        peer.reset();
                    }
                });
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(5)
                        .seed(1)
                        .fault(new ResetPeer.Reset(), Victims.clients(0), When.onceOpen())
                        .connect()) {
            fleet.send(client -> client == 3, "go");
            fleet.client(3).awaitClosure(Within.within(LONG));

            assertThatThrownBy(() -> assertThat(fleet).abnormalEndsAreExplained())
                    .hasMessageStartingWith("1 of 1 abnormal end is unexplained: no fault leads there")
                    .hasMessageContaining("client 3: 1006 (abnormal closure)");
        }
    }

    @Test
    void endsThatFaultsLeadToAreExplained() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(20)
                .fault(new RefuseUpgrade.Refusal(503, ""), Victims.clients(0))
                .fault(new EmptyClose.Close(), Victims.clients(1))
                .fault(new ResetPeer.Reset(), Victims.clients(2))
                .connect()) {
            fleet.run(echo().messages(2));

            assertThat(fleet.outcomes().get(0).failure().kind()).isEqualTo(FailureKind.HTTP_STATUS);
            assertThat(fleet).abnormalEndsAreExplained();
        }
    }
}
