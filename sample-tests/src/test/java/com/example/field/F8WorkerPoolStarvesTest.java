package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsLoad;
import dev.wsload.fault.FewWorkers;
import dev.wsload.harness.WsFleet;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every connection keeps a worker for itself: with a pool of four, the fifth client is never served. */
@WsLoad(clients = 6, endpoint = F8WorkerPoolStarvesTest.OneWorkerEach.class)
@Execution(ExecutionMode.SAME_THREAD)
class F8WorkerPoolStarvesTest {
    /** News for subscribers; a worker welcomes a subscriber and waits with it for the next edition. */
    @ServerEndpoint("/news")
    public static class OneWorkerEach {
        private static final Phaser EDITIONS = new Phaser(1);

        @OnMessage
        public String subscribe(Session subscriber, String words) throws IOException, InterruptedException {
            int edition = EDITIONS.getPhase();
            subscriber.getBasicRemote().sendText("welcome");
            EDITIONS.awaitAdvanceInterruptibly(edition);
            return "news";
        }

        static void publish() {
            EDITIONS.arrive();
        }
    }

    /** The same news; a worker notes the subscriber and goes. */
    @ServerEndpoint("/news")
    public static class NoWorkerEach {
        private static final Set<Session> SUBSCRIBERS = ConcurrentHashMap.newKeySet();

        @OnMessage
        public String subscribe(Session subscriber, String words) {
            SUBSCRIBERS.add(subscriber);
            return "welcome";
        }

        static void publish() {
            SUBSCRIBERS.forEach(subscriber -> subscriber.getAsyncRemote().sendText("news"));
            SUBSCRIBERS.clear();
        }
    }

    @Test
    @FewWorkers(4)
    void theFifthClientIsNeverServed(WsFleet fleet) {
        assertThatOnlyFourAreServed(fleet);
    }

    @Test
    @FewWorkers(value = 4, virtual = true)
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    void aPoolOfVirtualThreadsStarvesAsWell(WsFleet fleet) {
        assertThatOnlyFourAreServed(fleet);
    }

    private static void assertThatOnlyFourAreServed(WsFleet fleet) {
        fleet.sendToAll("subscribe");
        await().during(ofMillis(300)).until(() -> fleet.messagesReceived() == 4);

        OneWorkerEach.publish();
        assertThat(fleet).receivesWithin(4 + 4 + 2, ofSeconds(20)); // the last two get the workers of the first four
        OneWorkerEach.publish();
    }

    @Test
    @FewWorkers(6)
    void aPoolForAllOfThemServesAll(WsFleet fleet) {
        assertThatAllAreServed(fleet, OneWorkerEach::publish);
    }

    @Test
    @FewWorkers(value = 4_096, virtual = true)
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    void virtualThreadsForAllOfThemServeAll(WsFleet fleet) {
        assertThatAllAreServed(fleet, OneWorkerEach::publish);
    }

    @Test
    @FewWorkers(4)
    @WsLoad(clients = 6, endpoint = NoWorkerEach.class)
    void workersThatDoNotWaitServeAll(WsFleet fleet) {
        assertThatAllAreServed(fleet, NoWorkerEach::publish);
    }

    private static void assertThatAllAreServed(WsFleet fleet, Runnable publish) {
        fleet.sendToAll("subscribe");
        assertThat(fleet).receivesWithin(6, ofSeconds(20));

        publish.run();
        assertThat(fleet).receivesWithin(6 + 6, ofSeconds(20)).hasNoFailures();
    }
}
