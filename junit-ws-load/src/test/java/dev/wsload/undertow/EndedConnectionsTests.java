package dev.wsload.undertow;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.testkit.Callbacks;
import io.undertow.websockets.WebSocketConnectionCallback;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What hosted endpoints keep in memory of clients that have gone. */
@Timeout(60)
class EndedConnectionsTests {
    private static final Duration SOON = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Collection<Object> kept = new ConcurrentLinkedQueue<>();

    @AfterEach
    void forget() {
        Keeper.KEPT.clear();
    }

    @Test
    void channelsThatAnEndpointKeepsAreSaid() {
        WebSocketConnectionCallback keeper = (exchange, channel) -> {
            kept.add(channel);
            Callbacks.echo().onConnect(exchange, channel);
        };
        try (WsFleet fleet = left(WsFleet.hosting("/echo", keeper))) {
            assertThatThrownBy(() -> assertThat(fleet).endpoint().recoversWithin(SOON))
                    .hasMessageStartingWith("""
                            the endpoint has not recovered within 400 ms

                              seen      16 ended connections still in memory after a collection
                            """)
                    .hasMessageContaining("""
                              cause     the endpoint refers to sessions that have ended, so the heap grows with each client that has been there
                              because   15 clients have gone, and 5 are open
                                        a collection leaves 16 ended connections in memory (the last was made to see whether the endpoint answers)
                            """);
        }
    }

    @Test
    void sessionsThatAJakartaEndpointKeepsAreSaid() {
        try (WsFleet fleet = left(WsFleet.hosting(Keeper.class))) {
            assertThatThrownBy(() -> assertThat(fleet).endpoint().recoversWithin(SOON))
                    .hasMessageContaining("16 ended connections still in memory after a collection");
        }
    }

    @Test
    void nothingIsSaidOfEndpointsThatKeepNothing() {
        try (WsFleet fleet = left(WsFleet.hosting("/echo", Callbacks.echo()))) {
            assertThat(fleet).endpoint().recoversWithin(LONG);
        }
        try (WsFleet fleet = left(WsFleet.hosting(Echo.class))) {
            assertThat(fleet).endpoint().recoversWithin(LONG);
        }
    }

    private static WsFleet left(WsFleetBuilder hosted) {
        WsFleet fleet = hosted.clients(20).connect();
        fleet.run(echo().messages(3));
        fleet.abort(client -> client < 5);
        fleet.close(client -> client >= 10, NORMAL_CLOSURE, "");
        assertThat(fleet.open()).isEqualTo(5);
        return fleet;
    }

    /** Says back what it hears. */
    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String heard(String message) {
            return message;
        }

        @OnError
        public void failed(Throwable reset) {}
    }

    /** The same, and keeps each session. */
    @ServerEndpoint("/keeper")
    public static class Keeper {
        static final Set<Session> KEPT = ConcurrentHashMap.newKeySet();

        @OnOpen
        public void opened(Session session) {
            KEPT.add(session);
        }

        @OnMessage
        public String heard(String message) {
            return message;
        }

        @OnError
        public void failed(Throwable reset) {}
    }
}
