package dev.wsload.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.harness.WsFleet;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FailureKind;
import io.undertow.websockets.WebSocketConnectionCallback;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A native echo that knows whom it has met, so that it can be told from a server of another test that has got its port since. */
public final class CountingEcho {
    private final AtomicInteger met = new AtomicInteger();
    private final WebSocketConnectionCallback echo = (exchange, channel) -> {
        met.incrementAndGet();
        Callbacks.echo().onConnect(exchange, channel);
    };

    public WebSocketConnectionCallback echo() {
        return echo;
    }

    /** Nothing listens there any more, or somebody else does. */
    public void assertGoneFrom(URI uri) {
        int before = met.get();
        try (WsFleet late = WsFleet.to(uri)
                .clients(1)
                .attempt()
                .handshakeTimeout(Duration.ofSeconds(2))
                .connect()) {
            ConnectFailure failure = late.outcomes().get(0).failure();
            assertThat(failure == null ? null : failure.kind()).isNotEqualTo(FailureKind.HANDSHAKE_TIMEOUT);
        }
        assertThat(met).hasValue(before);
    }
}
