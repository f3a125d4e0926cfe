package dev.wsload.diagnosis;

import static dev.wsload.wire.CloseCode.NO_STATUS_RECEIVED;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.testkit.ChildServer;
import dev.wsload.testkit.ForeignServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.testkit.permitted.Permission;
import dev.wsload.testkit.permitted.PermittedServer;
import dev.wsload.wire.CloseCode;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is right is accused of nothing, whoever wrote it, and whatever it does of what is permitted. The system property
 * {@code wsload.test.rounds} repeats it all, each time with other seeds.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthyRunsTests {
    private static final Logger LOG = LoggerFactory.getLogger(HealthyRunsTests.class);

    private final AtomicInteger fleets = new AtomicInteger();
    private final AtomicInteger diagnoses = new AtomicInteger();
    private ChildServer permitted;

    @BeforeAll
    void start() {
        permitted = ChildServer.start(PermittedServer.class);
    }

    @AfterAll
    void end() {
        permitted.close();
        LOG.info("{} fleets, of which a cause was asked {} times", fleets, diagnoses);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("wsload.test.rounds", 1));
    }

    static Stream<Arguments> foreignServers() {
        return each(List.of(ForeignServer.values()));
    }

    static Stream<Arguments> permissions() {
        return each(List.of(Permission.values()));
    }

    private static Stream<Arguments> each(List<?> all) {
        return seeds().boxed().flatMap(seed -> all.stream().map(one -> arguments(one, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("foreignServers")
    void noCauseIsNamedOfServersThatSomebodyElseWrote(ForeignServer kind, long seed) {
        try (TestServer server = kind.start()) {
            loads(seed).conversations(WsFleet.to(server.uri()));
            loads(seed).longMessages(WsFleet.to(server.uri()));
            loads(seed).broadcasts(WsFleet.to(server.uri(kind.chat())));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noCauseIsNamedOfHostedHandlers(long seed) {
        Set<WebSocketChannel> room = ConcurrentHashMap.newKeySet();
        loads(seed).conversations(WsFleet.hosting("/echo", handler(room, false)).connectedWhen(room::size));
        loads(seed).longMessages(WsFleet.hosting("/echo", handler(room, false)).connectedWhen(room::size));
        loads(seed).broadcasts(WsFleet.hosting("/chat", handler(room, true)).connectedWhen(room::size));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noCauseIsNamedOfHostedJakartaEndpoints(long seed) {
        loads(seed).conversations(WsFleet.hosting(JakartaEcho.class));
        loads(seed).longMessages(WsFleet.hosting(JakartaEcho.class));
        loads(seed).broadcasts(WsFleet.hosting(JakartaChat.class));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("permissions")
    void noCauseIsNamedOfWhatIsPermitted(Permission permission, long seed) {
        HealthyLoads loads = loads(seed);
        if (permission == Permission.SPEAKS_AND_CLOSES) {
            loads.monologues(to(permission, "echo"), CloseCode.of(permission.closesWith()));
        } else if (permission.closesWith() > 0) {
            loads.goodbyes(to(permission, "echo"), CloseCode.of(permission.closesWith()));
        } else if (permission == Permission.TAKES_WHAT_IT_IS_TOLD) {
            loads.messages(to(permission, "echo"), "", 0, 1);
        } else if (permission == Permission.ANSWERS_SUBSCRIBERS) {
            loads.messages(to(permission, "echo"), "subscribe", 10, 10);
        } else if (permission == Permission.CLOSE_REPLY_WITHOUT_A_CODE) {
            loads.conversations(to(permission, "echo"), NO_STATUS_RECEIVED);
            loads.broadcasts(to(permission, "chat?" + seed), NO_STATUS_RECEIVED);
        } else {
            loads.conversations(to(permission, "echo"));
            loads.broadcasts(to(permission, "chat?" + seed));
        }
    }

    private HealthyLoads loads(long seed) {
        return new HealthyLoads(seed, fleets, diagnoses);
    }

    private WsFleetBuilder to(Permission permission, String path) {
        URI uri = permitted.uri().resolve("/" + permission + "/" + path);
        WsFleetBuilder fleet = WsFleet.to(uri).subprotocols("chat.v2", "chat.v1");
        return permission.isOfDeflate() ? fleet.compression() : fleet;
    }

    private static WebSocketConnectionCallback handler(Set<WebSocketChannel> room, boolean isChat) {
        return (exchange, channel) -> {
            room.add(channel);
            channel.addCloseTask(room::remove);
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                    String text = message.getData();
                    (isChat ? room : Set.of(from)).forEach(one -> WebSockets.sendText(text, one, null));
                }
            });
            channel.resumeReceives();
        };
    }

    /** Knows that clients may vanish. */
    public abstract static class Jakarta {
        @OnError
        public void error(Throwable thrown) throws Throwable {
            if (!(thrown instanceof IOException)) {
                throw thrown;
            }
        }
    }

    /** Sends back what comes. */
    @ServerEndpoint("/echo")
    public static final class JakartaEcho extends Jakarta {
        @OnMessage
        public String echo(String message) {
            return message;
        }
    }

    /** Hands every text to everyone. */
    @ServerEndpoint("/chat")
    public static final class JakartaChat extends Jakarta {
        @OnMessage
        public void text(Session from, String text) {
            from.getOpenSessions().forEach(one -> send(one, text));
        }

        private static void send(Session one, String text) {
            try {
                one.getAsyncRemote().sendText(text);
            } catch (IllegalStateException gone) {
                // the others hear it all the same
            }
        }
    }
}
