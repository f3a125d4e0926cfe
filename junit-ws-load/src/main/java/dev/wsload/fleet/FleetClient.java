package dev.wsload.fleet;

import dev.wsload.client.Within;
import dev.wsload.client.WsClient;
import dev.wsload.client.WsClientException;
import dev.wsload.client.WsMessage;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.FrameEncoder;
import dev.wsload.wire.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** One client from the outside: turns blocking calls into commands for its loop. */
final class FleetClient implements WsClient {
    private static final AtomicLong PINGS = new AtomicLong();

    private final int index;
    private final Shard shard;

    FleetClient(int index, Shard shard) {
        this.index = index;
        this.shard = shard;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public boolean isOpen() {
        return outcome()
                .map(outcome -> outcome.status() == ClientOutcome.Status.OPEN)
                .orElse(false);
    }

    private Optional<ClientOutcome> outcome() {
        return shard.connection(index).map(Connection::outcome);
    }

    @Override
    public void send(String text) {
        send(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void send(byte[] binary) {
        send(Opcode.BINARY, binary);
    }

    private void send(Opcode kind, byte[] payload) {
        Sending sending = new Sending(connection(), kind, ByteBuffer.wrap(payload));
        shard.loop.execute(sending::attempt);
        LoadPlan.Timeouts limits = shard.plan.timeouts();
        Optional<Boolean> sent = await(sending.result(), limits.send());
        if (sent.isEmpty()) {
            sending.result().cancel(false);
            throw failure("could not send " + payload.length + " bytes within "
                    + limits.send().toMillis() + " ms: the server does not read");
        } else if (!sent.get()) {
            throw failure("could not send " + payload.length + " bytes: " + state());
        }
    }

    @Override
    public WsMessage receive(Within within) {
        Inbox inbox = extras().inbox();
        try {
            Inbox.Taken taken = inbox.take(within);
            if (taken.message() == null) {
                throw failure(whyNothing(taken, within));
            }
            return taken.message();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private String whyNothing(Inbox.Taken taken, Within within) {
        if (taken.dropped() > 0) {
            return "dropped its " + taken.dropped() + " oldest untaken messages, for its inbox holds "
                    + shard.plan.bounds().inboxMessages() + "; take messages sooner, or set a larger inbox";
        }
        return taken.ended() != null
                ? "awaited a message, but " + state()
                : "received no message within " + within.duration().toMillis() + " ms";
    }

    @Override
    public void expect(String text, Within within) {
        WsMessage message = receive(within);
        if (!message.isText() || !message.text().equals(text)) {
            throw failure("expected the text \"" + text + "\", received " + message);
        }
    }

    @Override
    public Duration ping(Within within) {
        ByteBuffer payload =
                ByteBuffer.allocate(Long.BYTES).putLong(PINGS.incrementAndGet()).flip();
        long start = System.nanoTime();
        CompletableFuture<Long> pong = onLoop(connection -> {
            connection.ping(payload.duplicate());
            return connection.extras().awaitPong(payload);
        });
        Optional<Long> arrival = await(pong, within.duration());
        if (arrival.isEmpty()) {
            onLoop(connection -> {
                connection.extras().forgetPing(payload);
                return null;
            });
            throw failure("received no pong within " + within.duration().toMillis() + " ms; " + state());
        }
        return Duration.ofNanos(arrival.get() - start);
    }

    @Override
    public Closure close(CloseCode code, String reason) {
        FrameEncoder.closePayload(code, reason);
        CompletableFuture<Closure> end = onLoop(connection -> {
            connection.close(code, reason);
            return connection.extras().end();
        });
        return await(end, shard.plan.timeouts().close().multipliedBy(2))
                .orElseThrow(() -> failure("did not end after the close handshake; " + state()));
    }

    @Override
    public void abort() {
        onLoop(connection -> {
            connection.abort();
            return null;
        });
    }

    @Override
    public Optional<Closure> closure() {
        return outcome().map(ClientOutcome::closure);
    }

    @Override
    public Closure awaitClosure(Within within) {
        try {
            return extras().inbox()
                    .awaitEnd(within)
                    .orElseThrow(() ->
                            failure("had not ended after " + within.duration().toMillis() + " ms"));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    // ---- the way to the loop

    private Extras extras() {
        return onLoop(Connection::extras);
    }

    private <T> T onLoop(Function<Connection, T> action) {
        Connection connection = connection();
        return shard.loop.ask(() -> action.apply(connection)).join();
    }

    private Connection connection() {
        return shard.connection(index).orElseThrow(() -> failure("has not started to connect"));
    }

    private <T> Optional<T> await(CompletableFuture<T> result, Duration limit) {
        try {
            return Optional.of(result.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private WsClientException interrupted() {
        Thread.currentThread().interrupt();
        return failure("was interrupted while it waited");
    }

    private String state() {
        return outcome().map(FleetClient::describe).orElse("it has not started to connect");
    }

    private static String describe(ClientOutcome outcome) {
        return switch (outcome.status()) {
            case CONNECTING -> "it is still connecting";
            case OPEN -> "its connection is open";
            case FAILED -> "it never connected: " + outcome.failure().detail();
            case CLOSED ->
                "its connection ended: " + outcome.closure().code() + ", TCP "
                        + outcome.closure().tcpEnd();
        };
    }

    private WsClientException failure(String whatHappened) {
        return new WsClientException("client " + index + " " + whatHappened);
    }
}
