package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.fault.ControlFrameOnDataPath.Kind;
import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.testkit.JavaWebSocketServer;
import dev.wsload.testkit.JettyServer;
import dev.wsload.testkit.NettyServer;
import dev.wsload.testkit.NodeServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.testkit.TomcatServer;
import dev.wsload.testkit.UndertowServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that nobody here wrote answer every violation with its code, and go on to serve the others. */
@Timeout(60)
class ServersAnswerViolationsTests {
    private static final List<Fault> VIOLATIONS = List.of(
            new ReservedBits.Rsv3(),
            new UnknownOpcode.Unknown(3),
            new UnmaskedFrame.Unmasked(),
            new LongControlFrame.LongPing(),
            new FragmentedControlFrame.BrokenPing(),
            new StrayContinuation.Stray(),
            new InvalidUtf8.Garbled(),
            new IllegalCloseCode.Code(1005),
            new OneByteClose.HalfACode(),
            new DataAfterClose.Late(),
            new UnsolicitedPongs.Pongs(3),
            new ConcurrentWriters.Writers(4, false),
            new ConcurrentWriters.Writers(2, false),
            new ConcurrentWriters.Writers(4, true),
            new ControlFrameOnDataPath.Collision(Kind.PONG),
            new ControlFrameOnDataPath.Collision(Kind.CLOSE));

    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of("Tomcat", (Supplier<TestServer>) TomcatServer::start),
                Arguments.of("Jetty", (Supplier<TestServer>) JettyServer::start),
                Arguments.of("Undertow", (Supplier<TestServer>) UndertowServer::start),
                Arguments.of("node ws", (Supplier<TestServer>) NodeServer::start));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void everyViolationIsAnsweredWithItsCode(String name, Supplier<TestServer> start) {
        try (TestServer server = start.get();
                WsFleet fleet = harmed(server)) {
            assertThat(fleet).healthyClients().deliveredEverything().closedCleanly();
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    /** Netty 4.2 answers a close frame with 1005 as if it had no code. */
    @Test
    void theOneThatNettyLetsPassIsFound() {
        assertOnlyDeviation(
                NettyServer::start,
                "client 7: 1000 (normal closure), closed by the server",
                "expected after IllegalCloseCode: the server");
    }

    /** Java-WebSocket 1.6 takes frames without a mask. */
    @Test
    void theOneThatJavaWebSocketLetsPassIsFound() {
        assertOnlyDeviation(
                JavaWebSocketServer::start,
                "client 2: 1000 (normal closure), closed by the client",
                "expected after UnmaskedFrame: the server");
    }

    private static void assertOnlyDeviation(Supplier<TestServer> start, String seen, String expected) {
        try (TestServer server = start.get();
                WsFleet fleet = harmed(server)) {
            assertThat(fleet).healthyClients().deliveredEverything().closedCleanly();
            assertThatThrownBy(() -> assertThat(fleet).faultyClients().endedAsInjected())
                    .hasMessageStartingWith("1 of 16 clients that faults struck ended otherwise than expected\n")
                    .hasMessageContainingAll(seen, expected)
                    .satisfies(failure -> assertThat(failure.getStackTrace()[0].getClassName())
                            .isEqualTo(ServersAnswerViolationsTests.class.getName()));
        }
    }

    private static WsFleet harmed(TestServer server) {
        WsFleetBuilder builder = WsFleet.to(server.uri()).clients(20).seed(1).settleTime(Duration.ofMillis(500));
        for (int client = 0; client < VIOLATIONS.size(); client++) {
            builder.fault(VIOLATIONS.get(client), Victims.clients(client), When.afterMessages(2));
        }
        WsFleet fleet = builder.connect();
        fleet.run(echo().messages(5));
        return fleet;
    }
}
