package dev.wsload.harness;

import static dev.wsload.client.Within.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.testkit.TomcatServer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BroadcastTests {
    @Test
    void aBroadcastReturnsWhenEveryClientHasHeardIt() {
        try (TomcatServer server = TomcatServer.start();
                WsFleet fleet = WsFleet.to(chat(server))
                        .clients(20)
                        .settleTime(Duration.ofSeconds(1))
                        .connect()) {
            everyoneIsIn(fleet);

            fleet.broadcast(3, "dinner", within(Duration.ofSeconds(30)));

            assertThat(fleet.messagesSent()).isEqualTo(21);
        }
    }

    @Test
    void aMessageThatDoesNotComeNamesTheClientsThatMissIt() {
        try (TomcatServer server = TomcatServer.start();
                WsFleet fleet = WsFleet.to(server.uri()).clients(3).seed(42).connect()) {
            fleet.send(client -> client == 1, "hello");

            assertThatThrownBy(() -> fleet.awaitMessage("hello", within(Duration.ofSeconds(1))))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("""
                            2 of 3 open clients did not receive "hello" within 1.0 s

                              first     client 0, client 2
                              seed      42""");
        }
    }

    /** A chat registers a client after its handshake; whoever has heard itself is in. */
    private static void everyoneIsIn(WsFleet fleet) {
        for (int client = 0; client < fleet.clients(); client++) {
            String hello = "hello from " + client;
            fleet.client(client).send(hello);
            while (!fleet.client(client)
                    .receive(within(Duration.ofSeconds(30)))
                    .text()
                    .equals(hello)) {
                continue;
            }
        }
    }

    private static URI chat(TomcatServer server) {
        return server.uri("/chat");
    }
}
