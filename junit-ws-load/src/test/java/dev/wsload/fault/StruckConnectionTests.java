package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.client.Within;
import dev.wsload.fault.StaleDeadline.Work;
import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.result.Delivery;
import dev.wsload.result.Injection;
import dev.wsload.testkit.Callbacks;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.TcpEnd;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xnio.ChannelListener;

/** What faults do to bytes, whole frames and half ones, on the server's side of a connection; and when. */
@Timeout(60)
class StruckConnectionTests {
    private static final Victims FIRST = Victims.clients(0);
    private static final Duration LONG = Duration.ofSeconds(10);

    enum Greeting {
        NATIVE(() -> WsFleet.hosting("/greeting", greeting())),
        JAKARTA(() -> WsFleet.hosting(JakartaGreeting.class));

        private final Supplier<WsFleetBuilder> builder;

        Greeting(Supplier<WsFleetBuilder> builder) {
            this.builder = builder;
        }

        private static WebSocketConnectionCallback greeting() {
            return (exchange, channel) -> {
                WebSockets.sendText("welcome", channel, null);
                Callbacks.echo().onConnect(exchange, channel);
            };
        }
    }

    /** Speaks first, then echoes. */
    @ServerEndpoint("/greeting")
    public static final class JakartaGreeting {
        @OnOpen
        public void open(Session session) throws IOException {
            session.getBasicRemote().sendText("welcome");
        }

        @OnMessage
        public String echo(String message) {
            return message;
        }
    }

    // ---- moments

    @ParameterizedTest
    @EnumSource
    void aGreetingCountsAsAMessageOfTheServer(Greeting host) {
        try (WsFleet fleet = host.builder
                .get()
                .clients(2)
                .fault(new EmptyClose.Close(), FIRST, When.afterMessages(1))
                .connect()) {
            assertThat(fleet.client(0).awaitClosure(Within.within(LONG)).code().value())
                    .isEqualTo(1005);
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFirstReplyIsStruckToo(Greeting host) {
        try (WsFleet fleet = host.builder
                .get()
                .clients(50)
                .settleTime(Duration.ofMillis(300))
                .fault(new DuplicatedReplies.Replies(1))
                .connect()) {
            assertThat(fleet.run(echo().messages(1)).delivery().duplicated()).isEqualTo(50);
        }
    }

    // ---- what comes from the client

    /** All five leave in one write. Undertow drops what it has not looked at when the connection ends. */
    @Test
    void messagesBeforeTheOneThatMakesAFaultCloseReachTheEndpoint() {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo(received::add))
                .clients(1)
                .settleTime(Duration.ofMillis(300))
                .fault(new EmptyClose.Close(), FIRST, When.afterMessages(3))
                .connect()) {
            fleet.run(echo().unloadedRoundTrips(0).window(5).messages(5));
        }
        assertThat(received).hasSizeBetween(1, 3);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheEndpointSendsAfterAFaultHasClosedIsNoErrorOfIts(Greeting host) {
        try (WsFleet fleet = host.builder
                .get()
                .clients(50)
                .settleTime(Duration.ofMillis(300))
                .fault(new EmptyClose.Close(), Victims.all(), When.afterMessages(3))
                .connect()) {
            fleet.run(echo().unloadedRoundTrips(0).window(5).messages(5));

            assertThat(fleet.errors()).isEmpty();
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @Test
    void framesThatComeByteByByteAreWholeToFaults() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(2)
                .fault(new SmallSegments.Slices(1), FIRST)
                .fault(new SmallMessageLimit.Limit(300), FIRST)
                .connect()) {
            assertEchoed(fleet, 1);
            assertEchoed(fleet, 300);
            fleet.client(0).send("x".repeat(301));

            assertThat(fleet.client(0).awaitClosure(Within.within(LONG)).code().value())
                    .isEqualTo(1009);
        }
    }

    /** Lengths of 7, 16 and 64 bits (RFC 6455 section 5.2), one behind the other. */
    @Test
    void framesOfEveryLengthAreToldFromEachOther() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(1)
                .fault(new DuplicatedReplies.Replies(1), FIRST)
                .connect()) {
            for (int length : List.of(0, 125, 126, 65_535, 65_536, 100_000)) {
                assertEchoed(fleet, length);
                fleet.client(0).expect("x".repeat(length), Within.within(LONG));
            }
            assertThat(fleet).closedCleanly();
        }
    }

    private static void assertEchoed(WsFleet fleet, int length) {
        fleet.client(0).send("x".repeat(length));
        fleet.client(0).expect("x".repeat(length), Within.within(LONG));
    }

    // ---- what goes to the client

    /** The socket takes a part of each write only, since the client reads slowly. */
    @Test
    void whatTheSocketDoesNotTakeWaits() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(1)
                .fault(new SlowReader.Rate(4_000_000), FIRST)
                .fault(new ReorderedReplies.Replies(1e-9), FIRST)
                .connect()) {
            Delivery delivery =
                    fleet.run(echo().window(60).messages(60).size(100_000)).delivery();

            assertThat(delivery.delivered()).isEqualTo(60);
            assertThat(fleet).deliveredEverything().closedCleanly();
        }
    }

    /** The server's close frame, and the end of its half, wait behind messages that the client does not read yet. */
    @Test
    void theEndWaitsBehindWhatTheSocketDoesNotTake() {
        String message = "x".repeat(900_000);
        WebSocketConnectionCallback floodsAndLeaves = (exchange, channel) -> {
            channel.getReceiveSetter().set(new AbstractReceiveListener() {});
            channel.resumeReceives();
            for (int i = 1; i < 6; i++) {
                WebSockets.sendText(message, channel, null);
            }
            WebSockets.sendText(message, channel, new WebSocketCallback<>() {
                @Override
                public void complete(WebSocketChannel to, Void nothing) {
                    WebSockets.sendClose(1001, "", to, null);
                }

                @Override
                public void onError(WebSocketChannel to, Void nothing, Throwable thrown) {
                    throw new AssertionError(thrown);
                }
            });
        };
        try (WsFleet fleet = WsFleet.hosting("/flood", floodsAndLeaves)
                .clients(1)
                .fault(new Stall.Pause(Duration.ofMillis(300)), FIRST)
                .fault(new ReorderedReplies.Replies(1e-9), FIRST)
                .connect()) {
            assertThat(fleet.client(0).awaitClosure(Within.within(LONG)).code()).isEqualTo(CloseCode.GOING_AWAY);
            assertThat(fleet.client(0).awaitClosure(Within.within(LONG)).tcpEnd())
                    .isEqualTo(TcpEnd.FIN);
            assertThat(fleet.messagesReceived()).isEqualTo(6);
        }
    }

    @Test
    void aWriteDeadlineHasNotStruckBeforeAWriteFails() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(1)
                .fault(new StaleDeadline.InServer(Work.WRITES), FIRST, When.onceOpen())
                .connect()) {
            assertThatThrownBy(() -> assertThat(fleet).faultyClients().wereAllStruck())
                    .hasMessageStartingWith(
                            "1 of 1 fault did not strike: their moment did not come, or there was nothing to strike");
            fleet.client(0).send("now");

            assertThat(fleet.client(0).awaitClosure(Within.within(LONG)).code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
            assertThat(fleet).faultyClients().wereAllStruck();
        }
    }

    @Test
    void writersHarmNoMessageThatIsAlone() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(2)
                .fault(new ConcurrentServerWriters.Writers(2), FIRST)
                .connect()) {
            fleet.run(echo().messages(3).unloadedRoundTrips(0));

            assertThat(fleet).deliveredEverything().closedCleanly();
            assertThat(fleet.injections()).isEmpty();
        }
    }

    @Test
    void writersLeaveTheCloseFrameWhole() {
        WebSocketConnectionCallback lastWords = (exchange, channel) -> {
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onText(WebSocketChannel from, StreamSourceFrameChannel message) {
                    WebSockets.sendText("last words", from, null);
                    WebSockets.sendClose(4000, "", from, null);
                }
            });
            channel.resumeReceives();
        };
        try (WsFleet fleet = WsFleet.hosting("/last", lastWords)
                .clients(1)
                .fault(new ConcurrentServerWriters.Writers(3), FIRST)
                .connect()) {
            fleet.client(0).send("speak");

            assertThat(fleet.client(0).awaitClosure(Within.within(LONG)).code().value())
                    .isEqualTo(4000);
            fleet.client(0).expect("last words", Within.within(LONG));
        }
    }

    // ---- the end

    /** The endpoint does not read, and the client does not answer: the server's side must be over nevertheless. */
    @Test
    void aConnectionThatAFaultHasClosedEndsThoughNobodyReads() {
        WebSocketConnectionCallback deaf = (exchange, channel) -> channel.suspendReceives();
        try (WsFleet fleet = WsFleet.hosting("/deaf", deaf)
                .clients(1)
                .closeTimeout(Duration.ofSeconds(30))
                .fault(new NoCloseReply.Deaf(), FIRST)
                .fault(new EmptyClose.Close(), FIRST, When.after(Duration.ofMillis(50)))
                .connect()) {
            await().atMost(LONG).until(() -> fleet.endpoint().connections().orElseThrow() == 0);
        }
    }

    /** The close frame waits behind more than the socket takes, for longer than a client may take to answer it. */
    @Test
    void aCloseFrameThatCannotLeaveYetIsWaitedFor() {
        WebSocketConnectionCallback floods = (exchange, channel) -> {
            channel.getReceiveSetter().set(new AbstractReceiveListener() {});
            channel.resumeReceives();
            for (int i = 0; i < 12; i++) {
                WebSockets.sendText("x".repeat(900_000), channel, null);
            }
        };
        try (WsFleet fleet = WsFleet.hosting("/flood", floods)
                .clients(1)
                .fault(new Stall.Pause(Duration.ofSeconds(2)), FIRST)
                .fault(new EmptyClose.Close(), FIRST, When.after(Duration.ofMillis(300)))
                .connect()) {
            assertThat(fleet.client(0).awaitClosure(Within.within(LONG)).code().value())
                    .isEqualTo(1005);
        }
    }

    // ---- handlers of other kinds

    enum Listening {
        BY_EVENT {
            @Override
            ChannelListener<WebSocketChannel> listener() {
                return new AbstractReceiveListener() {
                    @Override
                    public void handleEvent(WebSocketChannel channel) {
                        super.handleEvent(channel);
                    }
                };
            }
        },
        BY_CHANNEL {
            @Override
            ChannelListener<WebSocketChannel> listener() {
                return WebSocketChannel::suspendReceives;
            }
        };

        abstract ChannelListener<WebSocketChannel> listener();
    }

    @ParameterizedTest
    @EnumSource
    void handlersThatLookAfterTheChannelThemselvesAreStruckToo(Listening kind) {
        WebSocketConnectionCallback endpoint = (exchange, channel) -> {
            channel.getReceiveSetter().set(kind.listener());
            channel.resumeReceives();
        };
        try (WsFleet fleet = WsFleet.hosting("/own", endpoint)
                .clients(1)
                .fault(new ThrowingHandler.Handler(), FIRST)
                .connect()) {
            fleet.sendToAll("look");

            assertThat(fleet.client(0).awaitClosure(Within.within(LONG)).code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
            assertThat(fleet.injections()).extracting(Injection::what).containsExactly("in the handler");
        }
    }
}
