package dev.wsload.fleet;

import static dev.wsload.client.Within.within;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.testkit.JavaWebSocketServer;
import dev.wsload.testkit.JettyServer;
import dev.wsload.testkit.NettyServer;
import dev.wsload.testkit.NodeServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.testkit.TomcatServer;
import dev.wsload.testkit.UndertowServer;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.DeflateParameters;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fleets that speak permessage-deflate (RFC 7692) with other people's servers. */
class CompressionInteropTests {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final DeflateParameters DEFAULT = DeflateParameters.DEFAULT;
    private static final String SMALL = ", \"serverMaxWindowBits\": 9, \"clientMaxWindowBits\": 9";
    private static final String DEFLATE = "permessage-deflate";

    static Stream<Arguments> offers() {
        return Stream.of(
                offer("Tomcat", TomcatServer::start, DEFAULT),
                offer("Tomcat", TomcatServer::start, noTakeover(), "server_no_context_takeover"),
                offer("Jetty", JettyServer::start, DEFAULT),
                offer("Jetty", JettyServer::start, noTakeover(), "server_no_context_takeover"),
                offer("node ws", node(""), DEFAULT),
                offer("node ws", node(""), noTakeover(), "server_no_context_takeover", "client_no_context_takeover"),
                offer(
                        "node ws, small windows",
                        node(SMALL),
                        DEFAULT,
                        "server_max_window_bits=9",
                        "client_max_window_bits=9"));
    }

    private static Arguments offer(
            String name, Supplier<TestServer> start, DeflateParameters offer, String... parameters) {
        return Arguments.of(name, start, offer, List.of(parameters));
    }

    private static DeflateParameters noTakeover() {
        return new DeflateParameters(true, true, 15, 15);
    }

    private static Supplier<TestServer> node(String options) {
        return () -> NodeServer.start("{\"perMessageDeflate\": {\"threshold\": 0" + options + "}}");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("offers")
    void whatWasAgreedIsSpoken(
            String name, Supplier<TestServer> start, DeflateParameters offer, List<String> parameters) {
        try (TestServer server = start.get()) {
            String agreed = agreed(server, offer);
            assertThat(agreed).contains(DEFLATE);
            assertThat(parameters).allMatch(agreed::contains, "agreed: " + agreed);
            assertEchoes(server, offer);
        }
    }

    @Test
    void everyOtherServerThatNegotiatesItIsUnderstood() {
        List<Supplier<TestServer>> servers = List.of(
                NettyServer::startCompressing, JavaWebSocketServer::startCompressing, UndertowServer::startCompressing);
        for (Supplier<TestServer> start : servers) {
            try (TestServer server = start.get()) {
                assertEchoes(server, DEFAULT);
                assertEchoes(server, noTakeover());
            }
        }
    }

    @Test
    void aServerThatDeclinesIsSpokenToInPlain() {
        for (Supplier<TestServer> start : List.<Supplier<TestServer>>of(NettyServer::start, UndertowServer::start)) {
            try (TestServer server = start.get()) {
                assertEchoes(server, DEFAULT);
            }
        }
    }

    private static String agreed(TestServer server, DeflateParameters offer) {
        try (ClientFleet fleet = ClientFleet.start(server.uri("/agreed"), plan(1, offer))) {
            fleet.awaitConnected();
            return fleet.client(0).receive(within(LONG)).text();
        }
    }

    private static void assertEchoes(TestServer server, DeflateParameters offer) {
        try (ClientFleet fleet = ClientFleet.start(server.uri(), plan(8, offer))) {
            fleet.awaitConnected();
            InteropTests.assertNothingLost(fleet, echo().messages(20).size(100));
            InteropTests.assertNothingLost(
                    fleet, echo().messages(3).size(70_000).binary());
            fleet.play(client -> {
                for (String text : texts()) {
                    client.send(text);
                    client.expect(text, within(LONG));
                }
            });
            assertThat(fleet.errors()).isEmpty();
            fleet.close(client -> true, CloseCode.NORMAL_CLOSURE, "");
            assertThat(fleet.outcomes()).extracting(ClientOutcome::closure).containsOnly(InteropTests.closedInOrder());
        }
    }

    /** Nothing, what repeats within and beyond every window, and what does not compress at all. */
    private static List<String> texts() {
        String noise = new Random(42)
                .ints(40_000, ' ', 0x2000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return List.of("", "a", "again and ".repeat(5_000), noise, noise + noise, "");
    }

    private static LoadPlan plan(int clients, DeflateParameters offer) {
        return LoadPlan.builder().clients(clients).compression(offer).plan();
    }
}
