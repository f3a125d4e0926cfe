package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.fanOut;
import static dev.wsload.wire.CloseCode.INTERNAL_ERROR;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsLoad;
import dev.wsload.WsUri;
import dev.wsload.fault.Stall;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.wire.Closure;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** On Tomcat, threads that send through one session at a time get an exception: it is in state TEXT_FULL_WRITING. */
class F10TomcatTextFullWritingTest {
    private static final int LARGE = 400_000; // more than the buffers hold of a client that does not read
    private static final int LARGEST = 1 << 20;

    private static TomcatServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TomcatServer.start(Unlocked.class, Locked.class);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** A chat whose threads send to everyone, each when it likes. */
    @ServerEndpoint("/unlocked")
    public static class Unlocked {
        @OnMessage(maxMessageSize = LARGEST)
        public void say(Session from, String words) throws IOException {
            for (Session member : from.getOpenSessions()) {
                member.getBasicRemote().sendText(words);
            }
        }

        @OnError
        public void failed(Session session, Throwable thrown) throws IOException {
            session.close(new CloseReason(CloseReason.CloseCodes.UNEXPECTED_CONDITION, thrown.getMessage()));
        }
    }

    /** The same chat with a lock for each session. */
    @ServerEndpoint("/locked")
    public static class Locked {
        @OnMessage(maxMessageSize = LARGEST)
        public void say(Session from, String words) throws IOException {
            for (Session member : from.getOpenSessions()) {
                synchronized (member) {
                    member.getBasicRemote().sendText(words);
                }
            }
        }
    }

    @Nested
    @WsLoad(clients = 6, settleTime = "2 s")
    class WithoutALock {
        @WsUri
        final URI uri = server.uri("/unlocked");

        @Test
        @Stall(value = "1 s", clients = 5, afterMessages = 1)
        void threadsMeetInOneSession(WsFleet fleet) {
            everyoneTalksAtOnce(fleet);

            assertThat(fleet.delivery().lost()).isPositive();
            await().untilAsserted(() -> assertThat(fleet.outcomes())
                    .filteredOn(outcome -> outcome.status() == Status.CLOSED)
                    .extracting(ClientOutcome::closure)
                    .filteredOn(closure -> closure.code().equals(INTERNAL_ERROR))
                    .extracting(Closure::reason)
                    .anySatisfy(reason -> assertThat(reason).contains("TEXT_FULL_WRITING")));
            assertThatThrownBy(() -> assertThat(fleet).deliveredEverything())
                    .hasMessageContaining(
                            "cause     two threads write to one connection at the same time, and the container"
                                    + " (Tomcat) refuses the second (field guide F10)");
        }
    }

    @Nested
    @WsLoad(clients = 6)
    class WithALock {
        @WsUri
        final URI uri = server.uri("/locked");

        @Test
        @Stall(value = "1 s", clients = 5, afterMessages = 1)
        void threadsTakeTurns(WsFleet fleet) {
            everyoneTalksAtOnce(fleet);

            assertThat(fleet).faultyClients().wereAllStruck();
            assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
        }
    }

    private static void everyoneTalksAtOnce(WsFleet fleet) {
        fleet.pingAll(); // Tomcat has a client among its open sessions when it answers a ping
        await().until(fleet::pongsReceived, pongs -> pongs == fleet.clients());

        fleet.run(fanOut().senders(5).messages(1).size(LARGE));
    }
}
