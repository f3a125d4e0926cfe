package dev.wsload.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.wsload.endpoint.Endpoint.HostedClasses;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.testkit.RawClient;
import dev.wsload.testkit.TomcatServer;
import dev.wsload.testkit.UndertowServer;
import dev.wsload.undertow.UndertowHost;
import io.undertow.websockets.core.StreamSinkFrameChannel;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSocketFrameType;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.xnio.channels.Channels;

/** {@link SendingContainer} says what containers make of sends that overlap: here they are brought to it, over real sockets. */
class OverlappingSendsTests {
    /** More than the buffers hold of a client that does not read. */
    private static final String LARGE = "a".repeat(16 << 20);

    private static final int PATIENCE_SECONDS = 30;
    private static final BlockingQueue<Session> OPENED = new LinkedBlockingQueue<>();

    private RawClient client;
    private Session session;

    /** Hands its sessions out. */
    @ServerEndpoint("/overlapping")
    public static class Sessions {
        @OnOpen
        public void open(Session session) {
            OPENED.add(session);
        }
    }

    private void connect(URI server) throws Exception {
        client = RawClient.connect(server.resolve("/overlapping"));
        session = OPENED.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void send(String text) throws IOException {
        session.getBasicRemote().sendText(text);
    }

    private void sendPart(String text, boolean isLast) throws IOException {
        session.getBasicRemote().sendText(text, isLast);
    }

    private Future<Void> sendAsync(String text) {
        return session.getAsyncRemote().sendText(text);
    }

    /** Runs what sends more than the buffers hold until its first byte is with the client: it cannot end before that reads on. */
    private Future<Void> underWay(Callable<Void> sending) throws IOException {
        Future<Void> send = onAThread(sending);
        client.awaitBytes();
        assertThat(send).isNotDone();
        return send;
    }

    private static Future<Void> onAThread(Callable<Void> sending) {
        FutureTask<Void> task = new FutureTask<>(sending);
        start(task);
        return task;
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void end(Future<Void> send) throws Exception {
        send.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void assertRefused(ThrowingCallable send, String state) {
        assertThatIllegalStateException().isThrownBy(send).withMessageContaining(state);
    }

    @Nested
    class TomcatRefusesTheSecond {
        private final TomcatServer server = TomcatServer.serving(Sessions.class);

        TomcatRefusesTheSecond() throws Exception {
            connect(server.uri());
        }

        @AfterEach
        void stop() throws IOException {
            client.close();
            server.close();
        }

        @Test
        void whileAWholeMessageIsWrittenAndItIsLost() throws Exception {
            Future<Void> first = underWay(() -> {
                send(LARGE);
                return null;
            });

            assertRefused(() -> send("b"), "TEXT_FULL_WRITING");
            assertThat(SendingContainer.TOMCAT.onOverlap()).contains("TEXT_FULL_WRITING");
            assertThat(client.readMessage()).isEqualTo(LARGE);
            end(first);
            send("c");
            assertThat(client.readMessage()).isEqualTo("c");
        }

        @Test
        void whileAPartIsWritten() throws Exception {
            underWay(() -> {
                sendPart(LARGE, false);
                return null;
            });

            assertRefused(() -> send("b"), "TEXT_PARTIAL_WRITING");
            assertRefused(() -> sendPart("b1", false), "TEXT_PARTIAL_WRITING");
        }

        @Test
        void betweenThePartsOfAnotherIfItIsWhole() throws Exception {
            sendPart("a1", false);
            assertRefused(() -> send("b"), "TEXT_PARTIAL_READY");
        }

        @Test
        void butMixesPartsOfTwoMessages() throws Exception {
            sendPart("a1", false);
            end(onAThread(() -> {
                sendPart("b1", false);
                return null;
            }));
            sendPart("a0", true);
            assertThat(client.readMessage()).isEqualTo("a1b1a0");
        }

        @Test
        void asLongAsAnAsynchronousSendIsPending() throws Exception {
            Future<Void> pending = sendAsync(LARGE);
            client.awaitBytes();

            assertThat(pending).isNotDone();
            assertRefused(() -> send("b"), "TEXT_FULL_WRITING");
            assertRefused(() -> sendAsync("b"), "TEXT_FULL_WRITING");
            assertThat(client.readMessage()).isEqualTo(LARGE);
            end(pending);
        }
    }

    @Nested
    class UndertowSends {
        private final RunningEndpoint server = UndertowHost.start(new HostedClasses(List.of(Sessions.class)), 1);

        UndertowSends() throws Exception {
            connect(server.uri());
        }

        @AfterEach
        void stop() throws IOException {
            client.close();
            server.close();
        }

        @Test
        void wholeMessagesOneAfterTheOther() throws Exception {
            Future<Void> first = underWay(() -> {
                send(LARGE);
                return null;
            });
            FutureTask<Void> second = new FutureTask<>(() -> {
                send("b");
                return null;
            });
            Thread thread = start(second);
            await().until(() -> isIn("io.undertow.", thread));

            assertThat(client.readMessage()).isEqualTo(LARGE);
            assertThat(client.readMessage()).isEqualTo("b");
            end(first);
            end(second);
        }

        @Test
        void asynchronousMessagesOneAfterTheOther() throws Exception {
            Future<Void> first = sendAsync(LARGE);
            client.awaitBytes();
            Future<Void> second = sendAsync("b");

            assertThat(first).isNotDone();
            assertThat(client.readMessage()).isEqualTo(LARGE);
            assertThat(client.readMessage()).isEqualTo("b");
            end(first);
            end(second);
        }

        @Test
        void partsOfTwoMessagesMixedIntoOne() throws Exception {
            sendPart("a1", false);
            end(onAThread(() -> {
                sendPart("b1", false);
                return null;
            }));
            sendPart("a0", true);
            assertThat(client.readMessage()).isEqualTo("a1b1a0");
        }

        @Test
        void noWholeMessageBetweenThePartsOfAnother() throws Exception {
            sendPart("a1", false);
            assertRefused(() -> send("b"), "UT003016");
            assertThat(SendingContainer.UNDERTOW.onOverlap()).contains("UT003016");
        }

        private static boolean isIn(String classes, Thread thread) {
            return Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().startsWith(classes));
        }
    }

    @Nested
    class UndertowsOwnChannel {
        private final BlockingQueue<WebSocketChannel> channels = new LinkedBlockingQueue<>();
        private final UndertowServer server = UndertowServer.start((exchange, channel) -> channels.add(channel));

        @AfterEach
        void stop() throws IOException {
            client.close();
            server.close();
        }

        @Test
        void sendsAMessageInPartsBehindTheOneThatHasBegun() throws Exception {
            client = RawClient.connect(server.uri());
            WebSocketChannel channel = channels.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            StreamSinkFrameChannel one = channel.send(WebSocketFrameType.TEXT);
            StreamSinkFrameChannel another = channel.send(WebSocketFrameType.TEXT);

            write(one, "a1");
            write(another, "b1");
            write(one, "a0");
            end(one);
            Channels.flushBlocking(another);
            write(another, "b0");
            end(another);

            assertThat(client.readMessage()).isEqualTo("a1a0");
            assertThat(client.readMessage()).isEqualTo("b1b0");
        }

        private static void write(StreamSinkFrameChannel sink, String part) throws IOException {
            Channels.writeBlocking(sink, ByteBuffer.wrap(part.getBytes(StandardCharsets.US_ASCII)));
            sink.flush();
        }

        private static void end(StreamSinkFrameChannel sink) throws IOException {
            sink.shutdownWrites();
            Channels.flushBlocking(sink);
        }
    }
}
