package dev.wsload.harness;

import static dev.wsload.client.Within.within;
import static dev.wsload.plan.Workloads.echo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.assertions.WsAssertions;
import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.fleet.ClientFleet;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FaultLedger;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetFixture;
import dev.wsload.testkit.Callbacks;
import dev.wsload.testkit.CountingEcho;
import dev.wsload.undertow.UndertowHost;
import dev.wsload.wire.CloseCode;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a plain main uses: no JUnit in sight but for the tests themselves. */
class WsFleetTests {
    @Test
    void aFailureBeginsItsStackTraceInTheTest() {
        AssertionError failure = null;
        try {
            WsAssertions.assertThat(FleetFixture.open(1)).lostNothing();
        } catch (AssertionError expected) {
            failure = expected;
        }
        assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(WsFleetTests.class.getName());
    }

    @Test
    void aHostedFleetConnectsRunsAndEndsCleanly() {
        CountingEcho endpoint = new CountingEcho();
        WsFleet fleet = WsFleet.hosting("/echo", endpoint.echo()).clients(20).connect();
        try (fleet) {
            assertThat(fleet.open()).isEqualTo(20);
            assertThat(fleet.uri().getPath()).isEqualTo("/echo");
            assertThat(fleet.run(echo().messages(5)).delivery().delivered()).isEqualTo(100);
        }

        assertThat(fleet.open()).isZero();
        assertThat(fleet.outcomes())
                .allMatch(outcome ->
                        outcome.closure().clean() && outcome.closure().code().equals(CloseCode.NORMAL_CLOSURE));
        endpoint.assertGoneFrom(fleet.uri());
    }

    @Test
    void messagesGoToAllToSomeAndToOne() {
        Set<String> heard = ConcurrentHashMap.newKeySet();
        try (WsFleet fleet =
                WsFleet.hosting("/echo", Callbacks.echo(heard::add)).clients(6).connect()) {
            assertThat(fleet.sendToAll("all")).isEqualTo(6);
            assertThat(fleet.send(client -> client < 2, "some")).isEqualTo(2);
            fleet.client(5).send("one");

            await().until(() -> fleet.messagesReceived() == 9);
            assertThat(fleet.messagesSent()).isEqualTo(9);
            assertThat(heard).containsExactlyInAnyOrder("all", "some", "one");
            fleet.client(5).expect("all", within(ofSeconds(10)));
            fleet.client(5).expect("one", within(ofSeconds(10)));
        }
    }

    @Test
    void pingsAreAnsweredAndClientsCloseAndAbort() {
        try (WsFleet fleet =
                WsFleet.hosting("/echo", Callbacks.echo()).clients(6).connect()) {
            assertThat(fleet.pingAll()).isEqualTo(6);
            await().until(() -> fleet.pongsReceived() == 6);
            assertThat(fleet.close(client -> client < 2, CloseCode.GOING_AWAY, "bye"))
                    .isEqualTo(2);
            assertThat(fleet.open()).isEqualTo(4);
            assertThat(fleet.abort(client -> client == 2)).isEqualTo(1);
            await().until(() -> fleet.open() == 3);
            assertThat(fleet.closeAll()).isEqualTo(3);

            assertThat(fleet.outcomes()).allMatch(outcome -> outcome.status() == ClientOutcome.Status.CLOSED);
        }
    }

    @Test
    void whatTheHostedEndpointThrowsIsThrownWhenTheFleetCloses() {
        WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo(WsFleetTests::refuse))
                .clients(3)
                .seed(42)
                .connect();
        fleet.run(client -> client.send("boom"));
        await().until(() -> fleet.errors().size() == 3);

        assertThat(fleet.errors()).allMatch(error -> error.origin() == FleetError.Origin.ENDPOINT);
        assertThatThrownBy(fleet::close)
                .isInstanceOf(AssertionError.class)
                .hasCauseInstanceOf(UnsupportedOperationException.class)
                .hasMessage("""
                        3 unexpected errors

                          seen      3 x in the hosted endpoint, UnsupportedOperationException: cannot read boom
                          remedy    put it right, or announce it: fleet.expectError(<its class>.class)
                          seed      42""");
        assertThatCode(fleet::close).doesNotThrowAnyException();
    }

    @Test
    void aServerThatDoesNotStopHidesNoErrors() {
        LoadPlan plan = LoadPlan.builder().clients(1).plan();
        Cleanup cleanup = new Cleanup();
        RunningEndpoint endpoint = cleanup.add(UndertowHost.start(
                new Endpoint.HostedHandler("/echo", Callbacks.echo(WsFleetTests::refuse)), plan.clients()));
        cleanup.add(() -> {
            throw new IllegalStateException("stuck");
        });
        ClientFleet clients = cleanup.add(ClientFleet.start(endpoint.uri(), plan));
        clients.awaitConnected();
        EndpointProcess process = new EndpointProcess(plan, endpoint.uri());
        EndpointWatch watch = EndpointWatch.begin(plan, endpoint, process, Optional.empty(), clients);
        ResourceSampler resources = cleanup.add(ResourceSampler.begin(clients, new FaultLedger(), process));
        WsFleet fleet = new WsFleet(
                new FleetParts(plan, clients, endpoint, watch, resources, new FaultLedger()),
                cleanup,
                System.nanoTime());
        fleet.sendToAll("boom");
        await().until(() -> !fleet.errors().isEmpty());

        assertThatThrownBy(fleet::close)
                .hasMessage("the fleet could not be closed in order")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .hasExactlyElementsOfTypes(IllegalStateException.class, AssertionError.class));
    }

    @Test
    void anExpectedErrorIsNone() {
        WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo(WsFleetTests::refuse))
                .clients(3)
                .connect();
        AtomicInteger before = new AtomicInteger();
        fleet.run(client -> client.send("boom"));
        await().until(() -> before.updateAndGet(any -> fleet.errors().size()) == 3);

        fleet.expectError(UnsupportedOperationException.class);

        assertThat(before).hasValue(3);
        assertThat(fleet.errors()).isEmpty();
        assertThatCode(fleet::close).doesNotThrowAnyException();
    }

    @Test
    void anErrorOnClosingDoesNotHideTheFailureOfTheBody() {
        assertThatThrownBy(() -> {
                    try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo(WsFleetTests::refuse))
                            .clients(1)
                            .connect()) {
                        fleet.run(client -> client.send("boom"));
                        await().until(() -> !fleet.errors().isEmpty());
                        throw new IllegalStateException("the body");
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the body")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    @Test
    void aScriptIsPlayedByEveryClientAndItsFailuresAreThrownOnce() {
        WsFleet fleet =
                WsFleet.hosting("/echo", Callbacks.echo()).clients(4).seed(42).connect();
        try (fleet) {
            fleet.run(client -> {
                client.send("hello " + client.index());
                client.expect("hello " + client.index(), within(ofSeconds(10)));
            });
            assertThatThrownBy(() -> fleet.run(client -> {
                        if (client.index() == 2) {
                            throw new IllegalStateException("client 2 is lost");
                        }
                    }))
                    .isInstanceOf(AssertionError.class)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessage("""
                            the script failed on 1 of 4 clients

                              seen      1 x IllegalStateException (client 2): client 2 is lost
                              seed      42""");
        }
    }

    @Test
    void anExpectedFailureOfAScriptIsNone() {
        try (WsFleet fleet =
                WsFleet.hosting("/echo", Callbacks.echo()).clients(2).connect()) {
            fleet.expectError(IllegalStateException.class);
            fleet.run(client -> {
                throw new IllegalStateException("as announced");
            });
        }
    }

    @Test
    void aWorkloadThatDoesNotFitIsRefused() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(1)
                .maxMessageSize(1_000)
                .connect()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fleet.run(echo().size(1_001)))
                    .withMessage("size = 1001, must be at most maxMessageSize = 1000; change one of the two");
        }
    }

    @Test
    void clientsThatCannotConnectFailTheFleetWithCountsAndEvidence() {
        assertThatThrownBy(() ->
                        WsFleet.to("ws://localhost:1/").clients(3).seed(42).connect())
                .isInstanceOf(FleetNotConnectedError.class)
                .extracting(error -> error.getMessage().replaceFirst("(?<=when {6})[^a]+ms(?= after)", "2 ms"))
                .isEqualTo("""
                        3 of 3 clients could not connect

                          endpoint  ws://localhost:1/
                          seen      3 x connection refused (clients 0, 1, 2): Connection refused
                          when      2 ms after the fleet began
                          connected none
                          cause     nothing listens there (field guide F4)
                          because   the machine answered and refused the connection of 3 clients, so it is up and reachable
                                    no client has ever opened
                          remedy    start the server before the test, and compare host and port
                          unknown   whether it never started or has crashed: its log and exit status say so
                          seed      42""");
    }

    @Test
    void anAttemptTakesWhatCame() {
        try (WsFleet fleet =
                WsFleet.to(URI.create("ws://localhost:1/")).clients(3).attempt().connect()) {
            assertThat(fleet.failed()).isEqualTo(3);
        }
    }

    @Test
    void aHandlerThatCannotBeHostedIsRefusedInOneSentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WsFleet.hosting("/echo", "echo").connect())
                .withMessage("the hosted endpoint at \"/echo\" is a java.lang.String: it must be a"
                        + " WebSocketConnectionCallback or an HttpHandler of Undertow");
    }

    @Test
    void theFleetCountsAsConnectedOnceTheServerHasRegisteredIt() {
        AtomicInteger asked = new AtomicInteger();
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(5)
                .connectedWhen(asked::incrementAndGet)
                .connect()) {
            assertThat(asked).hasValue(5);
            assertThat(fleet.open()).isEqualTo(5);
        }
    }

    private static void refuse(String text) {
        throw new UnsupportedOperationException("cannot read " + text);
    }
}
