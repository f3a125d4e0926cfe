package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.client.Within.within;
import static dev.wsload.wire.CloseCode.GOING_AWAY;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.client.WsClient;
import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;

/** Step by step, in place of a ready workload. */
@WsLoad(clients = 100)
class ByHandTest {
    @WsHosted("/chat")
    final ChatRoom room = new ChatRoom();

    @Test
    void oneClientIsReachedByItsIndex(WsFleet fleet) {
        WsClient anna = fleet.client(0);
        WsClient ben = fleet.client(1);

        anna.send("hello");
        ben.expect("hello", within(ofSeconds(20)));
        anna.ping(within(ofSeconds(20)));
        ben.close(GOING_AWAY, "lunch");

        fleet.broadcast(0, "dinner", within(ofSeconds(20))); // client 0 says it, every open client must receive it

        assertThat(ben.closure().orElseThrow().code()).isEqualTo(GOING_AWAY);
    }

    @Test
    void theNumbersAreSuppliersForAwaitility(WsFleet fleet) {
        fleet.send(client -> client < 10, "hello from ten"); // by index; all of them: fleet.sendToAll(..)
        await().until(() -> fleet.messagesReceived() == 10 * 100);

        fleet.pingAll();
        await().until(() -> fleet.pongsReceived() == 100);

        fleet.abort(client -> client % 2 == 1);
        await().until(() -> room.size() == 50);

        assertThat(fleet.open()).isEqualTo(50);
        assertThat(fleet).hasNoUnexpectedClose();
    }
}
