package dev.wsload.fleet;

import dev.wsload.client.Within;
import dev.wsload.client.WsClient;
import dev.wsload.client.WsClientException;
import dev.wsload.client.WsMessage;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.DeflateParameters;
import dev.wsload.wire.FrameEncoder;
import dev.wsload.wire.HandshakeAgreement;
import dev.wsload.wire.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
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
        return shard.connection(index).isPresent() && onLoop(Connection::isOpen);
    }

    private Optional<ClientOutcome> outcome() {
        return shard.connection(index).map(Connection::outcome);
    }

    @Override
    public Optional<String> subprotocol() {
        return agreement().flatMap(HandshakeAgreement::subprotocol);
    }

    @Override
    public Optional<DeflateParameters> compression() {
        return agreement().flatMap(HandshakeAgreement::deflate);
    }

    private Optional<HandshakeAgreement> agreement() {
        return shard.connection(index).flatMap(connection -> onLoop(Connection::agreement));
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
        Sending sending = onLoop(connection -> Sending.start(connection, kind, ByteBuffer.wrap(payload)));
        LoadPlan.Timeouts limits = shard.plan.timeouts();
        if (await(sending.result(), limits.send()).isEmpty() && sending.giveUp()) {
            throw failure("could not send " + payload.length + " bytes within "
                    + limits.send().toMillis() + " ms: the server does not read");
        } else if (!sending.result().join()) {
            throw failure("could not send " + payload.length + " bytes: " + state());
        }
    }

    @Override
    public WsMessage receive(Within within) {
        Inbox inbox = onLoop(connection -> connection.extras().inbox());
        try {
            Inbox.Taken taken = inbox.take(within);
            if (taken.message() == null) {
                throw nothing(taken, within);
            }
            return taken.message();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private WsClientException nothing(Inbox.Taken taken, Within within) {
        if (taken.dropped() > 0) {
            return failure("dropped its " + taken.dropped() + " oldest untaken messages, for its inbox holds "
                    + shard.plan.bounds().inboxMessages()
                    + " of 256 KiB in all; take messages sooner, or set a larger inbox");
        }
        return taken.ended()
                ? failure("awaited a message, but " + state())
                : inVain("received no message within " + within.duration().toMillis() + " ms");
    }

    @Override
    public void expect(String text, Within within) {
        WsMessage message = receive(within);
        if (!message.isText() || !message.text().equals(text)) {
            throw failure(Unexpected.sentence(text, message));
        }
    }

    @Override
    public Duration ping(Within within) {
        ByteBuffer payload =
                ByteBuffer.allocate(Long.BYTES).putLong(PINGS.incrementAndGet()).flip();
        long start = System.nanoTime();
        CompletableFuture<OptionalLong> pong = onLoop(connection -> connection.ping(payload.duplicate())
                ? connection.extras().awaitPong(payload)
                : CompletableFuture.completedFuture(OptionalLong.empty()));
        long arrival = await(pong, within.duration())
                .orElseThrow(() -> noPong(payload, within))
                .orElseThrow(() -> failure("received no pong: " + state()));
        return Duration.ofNanos(arrival - start);
    }

    private WsClientException noPong(ByteBuffer payload, Within within) {
        onLoop(connection -> {
            connection.extras().forgetPing(payload);
            return null;
        });
        return inVain("received no pong within " + within.duration().toMillis() + " ms; " + state());
    }

    @Override
    public Closure close(CloseCode code, String reason) {
        FrameEncoder.closePayload(code, reason);
        if (isConnecting()) {
            throw cannotClose();
        }
        CompletableFuture<Optional<Closure>> end = onLoop(connection -> {
            connection.close(code, reason);
            return connection.extras().end();
        });
        return await(end, shard.plan.timeouts().close().multipliedBy(2))
                .orElseThrow(() -> failure("did not end after the close handshake; " + state()))
                .orElseThrow(this::cannotClose);
    }

    private boolean isConnecting() {
        return connection().outcome().status() == ClientOutcome.Status.CONNECTING;
    }

    private WsClientException cannotClose() {
        return failure("cannot close: " + state());
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
        return await(onLoop(connection -> connection.extras().end()), within.duration())
                .orElseThrow(
                        () -> inVain("had not ended after " + within.duration().toMillis() + " ms"))
                .orElseThrow(() -> failure("has no closure: " + state()));
    }

    // ---- the way to the loop

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
        return outcome().map(this::describe).orElse("it has not started to connect");
    }

    private String describe(ClientOutcome outcome) {
        return switch (outcome.status()) {
            case CONNECTING -> "it is still connecting";
            case OPEN -> isOpen() ? "its connection is open" : "its close handshake is under way";
            case FAILED -> "it never connected: " + outcome.failure().detail();
            case CLOSED -> "its connection ended: " + outcome.kind();
        };
    }

    private WsClientException failure(String whatHappened) {
        return new WsClientException("client " + index + " " + whatHappened);
    }

    private WsClientException inVain(String whatHappened) {
        return new WsClientException("client " + index + " " + whatHappened, true);
    }
}
