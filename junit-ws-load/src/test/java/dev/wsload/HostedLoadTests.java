package dev.wsload;

import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.harness.WsFleet;
import dev.wsload.testkit.Callbacks;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.websockets.WebSocketConnectionCallback;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;

/** What the annotation hosts. */
class HostedLoadTests {
    @ServerEndpoint("/jakarta")
    public static class JakartaEcho {
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    @ServerEndpoint("/room/{name}")
    public static class Room {
        @OnMessage
        public String echo(String text, @PathParam("name") String name) {
            return text;
        }
    }

    @WsLoad(clients = 5, endpoint = JakartaEcho.class)
    static class Jakarta {
        @Test
        void test(WsFleet fleet) {
            assertEchoes(fleet);
        }
    }

    @WsLoad(clients = 5, endpoint = Room.class, path = "/room/lobby")
    static class Template {
        @Test
        void test(WsFleet fleet) {
            assertThat(fleet.uri().getPath()).isEqualTo("/room/lobby");
            assertEchoes(fleet);
        }
    }

    @Test
    void aJakartaEndpointIsHosted() {
        TestRun.of(Jakarta.class).succeeds(1);
        TestRun.of(Template.class).succeeds(1);
    }

    @WsLoad(clients = 5)
    static class NativeCallback {
        @WsHosted("/echo")
        private static final WebSocketConnectionCallback ECHO = Callbacks.echo();

        @Test
        void test(WsFleet fleet) {
            assertEchoes(fleet);
        }

        @Nested
        class Inner {
            @Test
            void test(WsFleet fleet) {
                assertEchoes(fleet);
            }
        }
    }

    @WsLoad(clients = 5)
    static class NativeHandler {
        @WsHosted("/echo")
        private HttpHandler handler() {
            return Handlers.websocket(Callbacks.echo());
        }

        @Test
        void test(WsFleet fleet) {
            assertEchoes(fleet);
        }
    }

    @WsLoad(clients = 5, path = "/b")
    static class OneOfSeveral {
        @WsHosted("/a")
        final WebSocketConnectionCallback first = Callbacks.echo();

        @WsHosted("/b")
        final WebSocketConnectionCallback second = Callbacks.echo();

        @Test
        void test(WsFleet fleet) {
            assertThat(fleet.uri().getPath()).isEqualTo("/b");
            assertEchoes(fleet);
        }
    }

    static class Registered {
        @RegisterExtension
        static final WsLoadExtension LOAD =
                WsLoadExtension.hosting("/echo", Callbacks.echo()).clients(5).build();

        @Test
        void test(WsFleet fleet) {
            assertEchoes(fleet);
        }
    }

    @Test
    void aHandlerIsHosted() {
        TestRun.of(NativeCallback.class).succeeds(2);
        TestRun.of(NativeHandler.class).succeeds(1);
        TestRun.of(OneOfSeveral.class).succeeds(1);
        TestRun.of(Registered.class).succeeds(1);
    }

    @Test
    void theUriOfTheRunReplacesTheHostedEndpointAndKeepsItsPath() {
        try (WsFleet elsewhere =
                WsFleet.hosting("/jakarta", Callbacks.echo()).clients(1).connect()) {
            String uri = "ws://127.0.0.1:" + elsewhere.uri().getPort();

            TestRun.of(Jakarta.class, Map.of("wsload.uri", uri)).succeeds(1);
        }
    }

    @WsLoad(clients = 5, handshakeTimeout = "2 s")
    static class CountedHere {
        @WsHosted("/jakarta")
        final WebSocketConnectionCallback echo = Callbacks.echo();

        @WsConnectedWhen
        int registeredHere() {
            return 0;
        }

        @Test
        void test(WsFleet fleet) {
            assertEchoes(fleet);
        }
    }

    @Test
    void whereTheUriOfTheRunReplacesTheHostedEndpointItsClientListIsNotAwaited() {
        try (WsFleet elsewhere =
                WsFleet.hosting("/jakarta", Callbacks.echo()).clients(1).connect()) {
            TestRun.of(CountedHere.class, Map.of("wsload.uri", elsewhere.uri().toString()))
                    .succeeds(1);
        }
        assertThat(TestRun.of(CountedHere.class).failure()).hasMessageContaining("registered 0 of 5 clients");
    }

    @WsLoad(clients = 3, seed = 42)
    static class Failing {
        @WsHosted("/echo")
        final WebSocketConnectionCallback echo = Callbacks.echo(text -> {
            throw new UnsupportedOperationException("cannot read " + text);
        });

        @Test
        void expected(WsFleet fleet) {
            fleet.run(client -> client.send("boom"));
            await().until(() -> fleet.errors().size() == 3);
            fleet.expectError(UnsupportedOperationException.class);
        }

        @Test
        @WsLoad(clients = 2, seed = 42)
        void unexpected(WsFleet fleet) {
            fleet.run(client -> client.send("boom"));
            await().until(() -> fleet.errors().size() == 2);
        }
    }

    @Test
    void whatTheHostedEndpointThrowsFailsAGreenTestUnlessItIsExpected() {
        assertThat(TestRun.of(Failing.class).failure())
                .isInstanceOf(AssertionError.class)
                .hasCauseInstanceOf(UnsupportedOperationException.class)
                .hasMessage("""
                        2 unexpected errors

                          seen      2 x in the hosted endpoint, UnsupportedOperationException: cannot read boom
                          remedy    put it right, or announce it: fleet.expectError(<its class>.class)
                          again     mvn test '-Dtest=HostedLoadTests$Failing#unexpected' -Dwsload.seed=42""");
    }

    @WsLoad(clients = 1, seed = 42)
    static class FailingBody {
        @WsHosted("/echo")
        final WebSocketConnectionCallback echo = Callbacks.echo(text -> {
            throw new UnsupportedOperationException("cannot read " + text);
        });

        @Test
        void test(WsFleet fleet) {
            fleet.run(client -> client.send("boom"));
            await().until(() -> !fleet.errors().isEmpty());
            throw new AssertionFailedError("the body");
        }
    }

    @Test
    void whatTheHostedEndpointThrowsIsAddedToTheFailureOfARedTest() {
        Throwable failure = TestRun.of(FailingBody.class).failure();

        assertThat(failure).hasMessage("the body");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0]).hasMessageStartingWith("1 unexpected error");
    }

    @WsLoad
    static class WrongType {
        @WsHosted("/echo")
        final Object echo = "echo";

        @Test
        void test(WsFleet fleet) {}
    }

    @WsLoad(endpoint = String.class)
    static class NoEndpointClass {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void whatCannotBeHostedIsRefusedWhereItStands() {
        assertThat(TestRun.of(WrongType.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@WsHosted on WrongType.echo: the hosted endpoint at \"/echo\" is a java.lang.String: it must"
                                + " be a WebSocketConnectionCallback or an HttpHandler of Undertow");
        assertThat(TestRun.of(NoEndpointClass.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@WsLoad on NoEndpointClass: java.lang.String has no @ServerEndpoint: annotate it, or host a"
                                + " handler instead");
    }

    private static void assertEchoes(WsFleet fleet) {
        assertThat(fleet.run(echo().messages(3)).delivery().delivered()).isEqualTo(15);
    }
}
