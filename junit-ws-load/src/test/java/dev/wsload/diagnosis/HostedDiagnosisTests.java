package dev.wsload.diagnosis;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.harness.WsFleet;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of an endpoint that is hosted here: its own list of clients is known, and what it throws. */
@Timeout(60)
class HostedDiagnosisTests {
    private final AtomicInteger registered = new AtomicInteger();

    @Test
    void aListThatKeepsWhoWentWithoutACloseFrameIsSaid() {
        try (WsFleet fleet = registering(1)) {
            fleet.abort(client -> client < 10);
            fleet.close(client -> client >= 25, NORMAL_CLOSURE, "");

            assertThatThrownBy(() -> assertThat(fleet).endpoint().recoversWithin(Duration.ofMillis(300)))
                    .hasMessageContaining("""
                              cause     the server keeps clients on its list that went without a close frame (field guide F12, F13)
                              because   its list has 25 clients, and 15 are open
                                        15 have gone: 10 without a close frame, 5 with one
                              remedy    take a client off the list whenever its connection ends: on errors, resets and ends of the stream, too
                            """);
        }
    }

    @Test
    void aListThatLosesTheLivingIsSaid() {
        try (WsFleet fleet = registering(2)) {
            fleet.close(client -> client >= 25, NORMAL_CLOSURE, "");
            await().until(() -> registered.get() == 20);

            assertThatThrownBy(() -> assertThat(fleet).endpoint().recoversWithin(Duration.ofMillis(300)))
                    .hasMessageContaining("""
                              cause     the server has taken clients off its list that are alive, or never put them on it (field guide F13)
                              because   its list has 20 clients, and 25 are open
                            """);
        }
    }

    @Test
    void aListThatIsRightIsNotAccused() {
        try (WsFleet fleet = registering(1)) {
            fleet.close(client -> client >= 25, NORMAL_CLOSURE, "");
            await().until(() -> registered.get() == 25);

            assertThat(Diagnosis.of(fleet).findings()).isEmpty();
        }
    }

    @Test
    void whatTheEndpointThrowsNamesItsCause() {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
        try (WsFleet fleet = WsFleet.hosting("/chat", throwing(() -> list.forEach(list::remove)))
                .clients(1)
                .connect()) {
            fleet.expectError(IOException.class);
            fleet.sendToAll("go");
            await().until(() -> !fleet.errors().isEmpty());

            assertThatThrownBy(() -> assertThat(fleet).hasNoFailures())
                    .hasMessageContaining(
                            "  cause     a collection of the endpoint's is changed while it is walked (field guide F12)")
                    .hasMessageContaining("ConcurrentModificationException, at java.base/java.util.ArrayList");
            fleet.expectError(RuntimeException.class);
        }
    }

    /** A server that counts its clients, and takes off so many when one says goodbye, but none that vanish. */
    private WsFleet registering(int takenOff) {
        WebSocketConnectionCallback callback = (exchange, channel) -> {
            registered.incrementAndGet();
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                    WebSockets.sendText(message.getData(), from, null);
                }

                @Override
                protected void onFullCloseMessage(WebSocketChannel from, BufferedBinaryMessage message)
                        throws IOException {
                    registered.addAndGet(-takenOff);
                    super.onFullCloseMessage(from, message);
                }
            });
            channel.resumeReceives();
        };
        return WsFleet.hosting("/chat", callback)
                .clients(30)
                .connectedWhen(registered::get)
                .connect();
    }

    private static WebSocketConnectionCallback throwing(Runnable handler) {
        return (exchange, channel) -> {
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                    handler.run();
                }
            });
            channel.resumeReceives();
        };
    }
}
