package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.client.Within.within;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.client.Within;
import dev.wsload.fault.UnsolicitedPongs;
import dev.wsload.harness.WsFleet;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A server answers pongs with pongs, though only pings want an answer. */
@UnsolicitedPongs(3)
class F16PongsAnsweredWithPongsTest {
    private static final Within SOON = within(ofSeconds(20));

    @WsHosted("/chatty")
    static final WebSocketConnectionCallback CHATTY = listening(new AnsweringPongs());

    @WsHosted("/correct")
    static final WebSocketConnectionCallback CORRECT = listening(new AnsweringPings());

    private static WebSocketConnectionCallback listening(AbstractReceiveListener listener) {
        return (exchange, channel) -> {
            channel.getReceiveSetter().set(listener);
            channel.resumeReceives();
        };
    }

    /** An echo that answers pings, as every listener does that says nothing else. */
    private static class AnsweringPings extends AbstractReceiveListener {
        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            WebSockets.sendText(message.getData(), channel, null);
        }
    }

    /** The same echo with a pong handler that answers, too, with an empty pong. */
    private static final class AnsweringPongs extends AnsweringPings {
        @Override
        protected void onFullPongMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
            message.getData().free();
            WebSockets.sendPong(ByteBuffer.allocate(0), channel, null);
        }
    }

    @Test
    @WsLoad(clients = 10, path = "/chatty")
    void pongsComeBackThatNobodyAskedFor(WsFleet fleet) {
        fleet.run(echo());
        fleet.run(client -> client.ping(SOON));

        assertThat(fleet).faultyClients().wereAllStruck();
        assertThat(fleet.pongsReceived()).isEqualTo(10 + 3 * 10);
    }

    @Test
    @WsLoad(clients = 10, path = "/correct")
    void pingsAreAnsweredAndNothingElse(WsFleet fleet) {
        fleet.run(echo());
        fleet.run(client -> client.ping(SOON));

        assertThat(fleet).faultyClients().wereAllStruck();
        assertThat(fleet.pongsReceived()).isEqualTo(10);
        assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
    }
}
