package dev.wsload.undertow;

import dev.wsload.fault.Moments;
import dev.wsload.plan.FaultPlan.Assignment;
import dev.wsload.wire.FrameEncoder;
import dev.wsload.wire.Header;
import dev.wsload.wire.RawFrame;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.server.ServerConnection;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/**
 * The faults of the server's side of one connection: when each of them strikes, and what they have left behind. They strike on the
 * connection's I/O thread. The upgrade may be on another one, and so is what runs in the handler.
 */
final class StruckPeer {
    private static final String ATTRIBUTE = StruckPeer.class.getName();

    /** How long a client may take to end a connection once a fault's close frame has left. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The same for one that does not read, so that the frame cannot leave. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final StruckServer server;
    private final ServerConnection connection;
    private final Moments moments;
    private final boolean isOfTheFleet;
    private final Timers timers = new Timers();
    private final List<Runnable> inHandler = new CopyOnWriteArrayList<>();
    private Duration delay = Duration.ZERO;
    private Refusal refusal;
    private volatile StruckSink sink;
    private volatile StruckSource source;
    private volatile boolean isAnswered;
    private volatile boolean hasEnded;

    private record Refusal(int status, List<Header> headers) {}

    StruckPeer(StruckServer server, HttpServerExchange exchange, List<Assignment> assigned) {
        this.server = server;
        connection = exchange.getConnection();
        isOfTheFleet = !server.hasArrived();
        connection.addCloseListener(closed -> {
            hasEnded = true;
            server.ended(this);
            timers.end();
        });
        moments = new Moments(
                assigned.stream()
                        .map(assignment -> new ServerStrike(assignment, this))
                        .toList(),
                this::schedule);
    }

    // ---- the opening handshake

    void request(HttpServerExchange exchange, HttpHandler handler) throws Exception {
        exchange.addExchangeCompleteListener(this::answered);
        moments.shakingHands();
        if (hasEnded) {
            return;
        }
        if (delay.isZero()) {
            answer(exchange, handler);
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> schedule(delay, () -> answerLate(exchange, handler)));
        }
    }

    private void answerLate(HttpServerExchange exchange, HttpHandler handler) {
        if (!hasEnded) {
            exchange.dispatch(SameThreadExecutor.INSTANCE, late -> answer(late, handler));
        }
    }

    private void answer(HttpServerExchange exchange, HttpHandler handler) throws Exception {
        if (refusal == null) {
            handler.handleRequest(exchange);
            return;
        }
        exchange.setStatusCode(refusal.status).setPersistent(false);
        refusal.headers.forEach(
                header -> exchange.getResponseHeaders().put(new HttpString(header.name()), header.value()));
        exchange.endExchange();
    }

    /** Called before the upgrade, if there is one; the last of such calls, so what it puts around is outermost. */
    private void answered(HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        isAnswered = true;
        server.internals().replaceUpgradeListener(exchange, this::around);
        next.proceed();
    }

    private HttpUpgradeListener around(HttpUpgradeListener upgrade) {
        return (stream, exchange) -> {
            install(stream);
            upgrade.handleUpgrade(stream, exchange);
            server.internals().webSocket(stream).ifPresent(channel -> channel.setAttribute(ATTRIBUTE, this));
            onIoThread(this::opened);
        };
    }

    private void install(StreamConnection stream) {
        source = new StruckSource(stream.getSourceChannel().getConduit(), this);
        stream.getSourceChannel().setConduit(source);
        sink = new StruckSink(stream.getSinkChannel().getConduit(), this);
        stream.getSinkChannel().setConduit(sink);
    }

    // ---- moments

    /** The client knows that it has connected a moment before: the whole fleet may have by now. */
    private void opened() {
        server.opened(this);
        if (hasEnded) {
            server.ended(this);
            return;
        }
        moments.opened(server.holdsFaults());
        if (isOfTheFleet && server.hasArrived()) {
            moments.arrived();
        }
        source.begin();
    }

    /** The whole fleet has connected, or its faults have been released; called by any thread. */
    void arrived() {
        onIoThread(moments::arrived);
    }

    Moments moments() {
        return moments;
    }

    private void onIoThread(Runnable action) {
        try {
            thread().execute(action);
        } catch (RejectedExecutionException stopping) {
            hasEnded = true;
        }
    }

    /** XNIO counts whole milliseconds, and leaves off what is over. */
    void schedule(Duration time, Runnable action) {
        try {
            thread().executeAfter(timers.timer(action), time.plusNanos(999_999).toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            hasEnded = true;
        }
    }

    private XnioIoThread thread() {
        return connection.getIoThread();
    }

    // ---- what faults do

    StruckServer server() {
        return server;
    }

    boolean isAnswered() {
        return isAnswered;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    void delay(Duration time) {
        delay = delay.plus(time);
    }

    void refuse(int status, List<Header> headers) {
        refusal = new Refusal(status, headers);
    }

    StruckSink sink() {
        return sink;
    }

    StruckSource source() {
        return source;
    }

    void close(ByteBuffer payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.remaining() + RawFrame.MOST_HEADER_BYTES);
        FrameEncoder.encode(frame, 0x88, null, payload);
        source.discard();
        sink.sendLast(frame.flip(), () -> endAfter(PATIENCE));
        endAfter(LONGEST);
    }

    private void endAfter(Duration patience) {
        schedule(patience, () -> IoUtils.safeClose(connection));
    }

    void reset() {
        try {
            connection.setOption(Options.CLOSE_ABORT, true);
        } catch (IOException e) {
            server.failed(e);
        }
        hasEnded = true;
        IoUtils.safeClose(connection);
    }

    // ---- in the handler

    void inHandler(Runnable action) {
        inHandler.add(action);
    }

    /** Lets faults run in the handler of a message, where they may throw or block. */
    static void beforeMessage(WebSocketChannel channel) {
        if (channel.getAttribute(ATTRIBUTE) instanceof StruckPeer peer) {
            peer.inHandler.forEach(Runnable::run);
        }
    }

    /**
     * The same for a handler that reads frames itself. What has been thrown ends the connection: the event would come again at once,
     * since nothing has been read.
     */
    static void beforeEvent(WebSocketChannel channel) {
        try {
            beforeMessage(channel);
        } catch (RuntimeException thrown) {
            IoUtils.safeClose(channel);
            throw thrown;
        }
    }
}
