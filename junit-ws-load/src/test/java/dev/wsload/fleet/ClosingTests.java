package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.result.ClientOutcome;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.wire.TcpEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosingTests {
    private static final int CLIENTS = 300;
    private static final int BOUND = 256;

    @Test
    void anEndingFleetHasABoundedNumberOfCloseHandshakesUnderWay() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        try (ScriptedServer server = Fleets.serving(peer -> {
                    peer.readClose();
                    asked.incrementAndGet();
                    awaitUninterruptibly(answer);
                    peer.close(1000, "");
                    peer.hangUp();
                });
                ClientFleet fleet = Fleets.connect(
                        server,
                        Fleets.plan(CLIENTS).loops(1).connectsInFlight(16).closeTimeout(Duration.ofMinutes(1)))) {
            CompletableFuture<Void> ending = CompletableFuture.runAsync(fleet.ending()::end);
            await().until(asked::get, count -> count == BOUND);
            fleet.handshakeLatency();

            assertThat(asked.get()).as("after a turn of the loop").isEqualTo(BOUND);
            answer.countDown();
            ending.join();
            assertThat(fleet.outcomes()).allMatch(outcome -> outcome.closure().clean());
        }
    }

    @Test
    void clientsOfAServerThatAnswersNoCloseFrameAllEndWithinTheirTimeLimit() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::readToEnd);
                ClientFleet fleet = Fleets.connect(
                        server,
                        Fleets.plan(CLIENTS).loops(1).connectsInFlight(16).closeTimeout(Duration.ofMillis(300)))) {
            fleet.ending().end();

            assertThat(fleet.outcomes())
                    .hasSize(CLIENTS)
                    .extracting(ClientOutcome::closure)
                    .allMatch(closure -> closure.tcpEnd() == TcpEnd.TIMEOUT);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
