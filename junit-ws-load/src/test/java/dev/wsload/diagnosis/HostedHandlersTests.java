package dev.wsload.diagnosis;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.client.Within.within;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.wsload.harness.FleetNotConnectedError;
import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of handlers that are hosted here: where their threads stand, and what they throw. */
@Timeout(60)
class HostedHandlersTests {
    private static volatile CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void letThemGo() {
        open.countDown();
        open = new CountDownLatch(1);
    }

    @ServerEndpoint("/one-lock")
    public static class OneLock {
        private static final Object LOCK = new Object();
        private static final AtomicInteger CALLS = new AtomicInteger();

        @OnMessage
        public String answer(String message) throws InterruptedException {
            synchronized (LOCK) {
                if (CALLS.incrementAndGet() % 20 == 0) {
                    open.await();
                }
                return message;
            }
        }
    }

    @Test
    void theLineIsNamedAtWhichHandlersWaitForALockAndWhereItIsHeld() {
        try (WsFleet fleet = WsFleet.hosting(OneLock.class)
                .clients(10)
                .settleTime(Duration.ofMillis(300))
                .connect()) {
            fleet.run(echo().unloadedRoundTrips(0).messages(10));

            assertThatThrownBy(() -> assertThat(fleet).lostNothing())
                    .extracting(failure -> failure.getMessage().replaceAll("\\s+", " "))
                    .asString()
                    .contains(
                            " cause the server has stopped answering messages, though it answers pings",
                            "of its threads are BLOCKED at dev.wsload.diagnosis.HostedHandlersTests$OneLock.answer",
                            "by the one that is at dev.wsload.diagnosis.HostedHandlersTests$OneLock.answer");
            letThemGo();
        }
    }

    /** Two locks in two orders; each of the first two messages holds one when it asks for the other. */
    @ServerEndpoint("/two-locks")
    public static class TwoLocks {
        private static final ReentrantLock ONE = new ReentrantLock();
        private static final ReentrantLock OTHER = new ReentrantLock();
        private static final AtomicInteger CALLS = new AtomicInteger();
        private static final CountDownLatch BOTH_HELD = new CountDownLatch(2);

        @OnMessage
        public String answer(String message) throws InterruptedException {
            boolean isEven = CALLS.getAndIncrement() % 2 == 0;
            (isEven ? ONE : OTHER).lockInterruptibly();
            BOTH_HELD.countDown();
            BOTH_HELD.await();
            (isEven ? OTHER : ONE).lockInterruptibly();
            return message;
        }
    }

    @Test
    void aDeadlockIsNamedWithItsLine() {
        try (WsFleet fleet = WsFleet.hosting(TwoLocks.class)
                .clients(10)
                .settleTime(Duration.ofMillis(300))
                .connect()) {
            fleet.expectError(InterruptedException.class);
            fleet.run(echo().messages(10));

            assertThatThrownBy(() -> assertThat(fleet).lostNothing())
                    .hasMessageContaining("its threads wait for each other (a deadlock) (field guide F6)")
                    .hasMessageContaining("dev.wsload.diagnosis.HostedHandlersTests$TwoLocks.answer")
                    .hasMessageContaining("in a deadlock");
        }
    }

    @Test
    void aCallbackThatDoesNotReceiveIsOneOfTheCauses() {
        WebSocketConnectionCallback deaf = (exchange, channel) -> {};
        try (WsFleet fleet = WsFleet.hosting("/", deaf)
                .clients(10)
                .settleTime(Duration.ofMillis(300))
                .closeTimeout(Duration.ofMillis(300))
                .connect()) {
            fleet.run(echo().messages(10));

            assertThatThrownBy(() -> assertThat(fleet).lostNothing())
                    .hasMessageContaining("the server opens connections and answers no message, one of:")
                    .hasMessageContaining("channel.resumeReceives()");
        }
    }

    @ServerEndpoint("/fails")
    public static class Fails {
        @OnMessage
        public void answer(String message) {
            throw new NumberFormatException("for " + message);
        }
    }

    @Test
    void aScriptThatFailsIsToldWhatTheEndpointThrows() {
        WsFleet fleet = WsFleet.hosting(Fails.class).clients(3).connect();
        try {
            assertThatThrownBy(() -> fleet.run(client -> {
                        client.send("seven");
                        client.expect("7", within(Duration.ofSeconds(1)));
                    }))
                    .hasMessageContaining("  cause     the hosted endpoint throws an exception")
                    .hasMessageContaining("seen 3 times, first: java.lang.NumberFormatException: for seven, at")
                    .hasMessageContaining("dev.wsload.diagnosis.HostedHandlersTests$Fails.answer(");
        } finally {
            assertThatThrownBy(fleet::close).hasMessageContaining("3 unexpected errors");
        }
    }

    @Test
    void theLineIsNamedAtWhichUpgradesWait() {
        HttpHandler never = new BlockingHandler(exchange -> open.await());

        FleetNotConnectedError failure =
                catchThrowableOfType(FleetNotConnectedError.class, () -> WsFleet.hosting("/", never)
                        .clients(3)
                        .handshakeTimeout(Duration.ofMillis(500))
                        .connect());

        assertThat(failure.getMessage().replaceAll("\\s+", " "))
                .contains(" cause the port takes connections, and nobody answers the upgrade")
                .contains(" of its threads are WAITING at dev.wsload.diagnosis.HostedHandlersTests.lambda");
    }

    @ServerEndpoint("/parts")
    public static class Parts {
        @OnMessage
        public void answer(Session session, String message) throws IOException {
            session.getBasicRemote().sendText("a part", false);
            session.getBasicRemote().sendText("a whole");
        }
    }

    @Test
    void aMessageInTheMiddleOfAnotherIsSaid() {
        assertThatAMessageLeadsTo(
                WsFleet.hosting(Parts.class),
                "  cause     a message is begun before another one, in parts, is complete, and the container (Undertow) refuses it");
    }

    @Test
    void aWriteAfterTheCloseIsSaid() {
        WebSocketConnectionCallback late = (exchange, channel) -> {
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                    try {
                        from.close();
                        WebSockets.sendTextBlocking("too late", from);
                    } catch (IOException closed) {
                        throw new UncheckedIOException(closed);
                    }
                }
            });
            channel.resumeReceives();
        };

        assertThatAMessageLeadsTo(
                WsFleet.hosting("/late", late),
                "  cause     the endpoint writes to a connection that has ended (field guide F9)");
    }

    private static void assertThatAMessageLeadsTo(WsFleetBuilder hosting, String cause) {
        try (WsFleet fleet = hosting.clients(1).connect()) {
            fleet.sendToAll("go");
            await().until(() -> !fleet.errors().isEmpty());

            assertThatThrownBy(() -> assertThat(fleet).hasNoFailures()).hasMessageContaining(cause);
            fleet.expectError(Exception.class);
        }
    }
}
