package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.client.Within.within;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsLoad;
import dev.wsload.client.Within;
import dev.wsload.fault.DataAfterClose;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.FleetError;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** One task closes a client's connection, and another one, which has not heard of it, writes to it. */
class F9WriteAfterCloseTest {
    private static final Within SOON = within(ofSeconds(20));

    /** A ticker that tells its listeners everything; one that says "stop" is closed, and stays on the list. */
    @ServerEndpoint("/ticker")
    public static class UnownedTicker {
        private static final List<Session> LISTENERS = new CopyOnWriteArrayList<>();

        @OnMessage
        public void hear(Session from, String words) throws IOException {
            switch (words) {
                case "listen" -> {
                    LISTENERS.add(from);
                    write(from, "welcome");
                }
                case "stop" -> from.close();
                default -> tellAll(words);
            }
        }

        private static void tellAll(String words) {
            LISTENERS.forEach(listener -> write(listener, words));
        }
    }

    /** The same ticker, where each connection has one owner, who writes and closes. */
    @ServerEndpoint("/ticker")
    public static class OwnedTicker {
        private static final Map<Session, Owner> LISTENERS = new ConcurrentHashMap<>();

        @OnMessage
        public void hear(Session from, String words) throws IOException {
            switch (words) {
                case "listen" -> LISTENERS.computeIfAbsent(from, Owner::new).write("welcome");
                case "stop" -> LISTENERS.get(from).close();
                default -> tellAll(words);
            }
        }

        @OnClose
        public void gone(Session listener) {
            LISTENERS.remove(listener);
        }

        private static void tellAll(String words) {
            LISTENERS.values().forEach(owner -> owner.write(words));
        }
    }

    /** The only one that writes to a session, or closes it. */
    private static final class Owner {
        private final Session session;
        private boolean closed;

        private Owner(Session session) {
            this.session = session;
        }

        private synchronized void write(String words) {
            if (!closed) {
                F9WriteAfterCloseTest.write(session, words);
            }
        }

        private synchronized void close() throws IOException {
            closed = true;
            session.close();
        }
    }

    private static void write(Session session, String words) {
        try {
            session.getBasicRemote().sendText(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends back what comes. */
    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String echo(String words) {
            return words;
        }
    }

    @Test
    @WsLoad(clients = 6, endpoint = UnownedTicker.class)
    void theWriterMeetsAClosedConnectionAndNobodyBehindItIsTold(WsFleet fleet) {
        oneStopsAndAnotherSpeaks(fleet);
        await().until(() -> !fleet.errors().isEmpty());

        assertThat(fleet.errors())
                .extracting(FleetError::origin, error -> error.cause().getClass())
                .containsExactly(tuple(FleetError.Origin.ENDPOINT, UncheckedIOException.class));
        assertThat(fleet.messagesReceived()).isEqualTo(6);
        assertThatThrownBy(() -> assertThat(fleet).hasNoFailures())
                .hasMessageContaining("Channel is closed")
                .hasMessageContaining("the endpoint writes to a connection that has ended (field guide F9)");
        fleet.expectError(UncheckedIOException.class);
    }

    @Test
    @WsLoad(clients = 6, endpoint = OwnedTicker.class)
    void anOwnerWritesToOpenConnectionsOnly(WsFleet fleet) {
        oneStopsAndAnotherSpeaks(fleet);

        assertThat(fleet).receivesWithin(6 + 5, ofSeconds(20)).hasNoFailures();
    }

    private static void oneStopsAndAnotherSpeaks(WsFleet fleet) {
        fleet.client(0).send("listen");
        fleet.client(0).expect("welcome", SOON);
        fleet.send(client -> client > 0, "listen");
        assertThat(fleet).receivesWithin(6, ofSeconds(20));

        fleet.client(0).send("stop");
        fleet.client(0).awaitClosure(SOON);
        fleet.client(5).send("tick");
    }

    @Test
    @WsLoad(clients = 6, endpoint = Echo.class)
    @DataAfterClose(count = 2, afterMessages = 2)
    void clientsThatWriteAfterTheirCloseFrameHarmNobody(WsFleet fleet) {
        fleet.run(echo().messages(5));

        assertThat(fleet).healthyClients().deliveredEverything().hasNoFailures();
        assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
    }

    @Test
    @WsLoad(clients = 6, endpoint = Echo.class)
    void aScriptThatWritesAfterItHasClosedFails(WsFleet fleet) {
        assertThatThrownBy(() -> fleet.run(client -> {
                    client.close(NORMAL_CLOSURE);
                    client.send("late");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("6 of 6");
    }
}
