package com.example.field;

import static dev.wsload.client.Within.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsLoad;
import dev.wsload.client.Within;
import dev.wsload.client.WsClient;
import dev.wsload.fault.BlockedHandler;
import dev.wsload.fault.FewWorkers;
import dev.wsload.harness.WsFleet;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** F6: reads time out past so many clients; what still makes progress tells an overloaded server from a stuck one. */
@WsLoad(clients = F6ReadTimeoutTest.CLIENTS, endpoint = F6ReadTimeoutTest.Echoing.class, closeTimeout = "1 s")
class F6ReadTimeoutTest {
    static final int CLIENTS = 25;

    private static final Within DEADLINE = within(Duration.ofMillis(1500));

    /** Sends every message back. */
    @ServerEndpoint("/echo")
    public static final class Echoing {
        @OnMessage
        public String echo(String message) {
            return message;
        }
    }

    @Test
    @FewWorkers(1)
    @BlockedHandler("100 ms")
    void anOverloadedServerAnswersEveryoneTooLateForMany(WsFleet fleet) {
        assertThat(answeredInTime(fleet)).isLessThan(CLIENTS);

        await().until(fleet::messagesReceived, answers -> answers == CLIENTS);
    }

    @Test
    @BlockedHandler("100 ms")
    void withEnoughWorkersTheSameServerAnswersInTime(WsFleet fleet) {
        assertThat(answeredInTime(fleet)).isEqualTo(CLIENTS);
    }

    private static int answeredInTime(WsFleet fleet) {
        AtomicInteger answered = new AtomicInteger();
        fleet.run(client -> {
            ask(client);
            answered.incrementAndGet();
        });
        return answered.get();
    }

    @Test
    @FewWorkers(1)
    @BlockedHandler(clients = 0)
    void aStuckServerAnswersNobodyAndIsThereAllTheSame(WsFleet fleet) {
        block(fleet);

        assertThatThrownBy(() -> fleet.run(F6ReadTimeoutTest::ask))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the script failed on 24 of 25 clients");
        assertThat(fleet.messagesReceived()).isZero();
        long before = fleet.pongsReceived(); // the diagnosis of the failure has let some ping
        fleet.pingAll();
        await().until(fleet::pongsReceived, pongs -> pongs == before + CLIENTS);
    }

    @Test
    @BlockedHandler(clients = 0)
    void withEnoughWorkersTheOthersAreServed(WsFleet fleet) {
        block(fleet);

        assertThat(answeredInTime(fleet)).isEqualTo(CLIENTS - 1);
    }

    private static void ask(WsClient client) {
        client.send("question");
        client.expect("question", DEADLINE);
    }

    private static void block(WsFleet fleet) {
        fleet.client(0).send("block");
        await().until(() -> !fleet.injections().isEmpty());
    }
}
