package dev.wsload.fleet;

import dev.wsload.result.Activity;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FailureKind;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.HandshakeAgreement;
import dev.wsload.wire.Opcode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection of one client, from its scheduled start to its end: {@link Connecting}, {@link Upgrading}, then
 * a {@link Conversation}. Its loop alone touches it; other threads read {@link #outcome()} only.
 */
final class Connection {
    final int index;
    private final Shard shard;
    private final long scheduled;
    private final Transport transport;
    private final Timer deadline = new Timer(this::expired);
    private final Victim victim;
    private Stage stage;
    private Conversation conversation;
    private Extras extras;
    private Object station;
    private volatile ClientOutcome outcome;

    Connection(int index, Shard shard, long scheduled) {
        this.index = index;
        this.shard = shard;
        this.scheduled = scheduled;
        transport = new Transport(this, shard);
        outcome = ClientOutcome.connecting(index);
        victim = Victim.of(this);
    }

    void start() {
        Connecting connecting = new Connecting(this);
        stage = connecting;
        if (victim != null) {
            victim.moments().connecting();
        }
        if (!hasEnded()) {
            connecting.connect();
        }
    }

    /** Called by the loop when the socket is ready for what was asked. */
    void ready() {
        try {
            serve();
        } catch (IOException e) {
            stage.broken(e);
        } catch (RuntimeException | Error e) {
            shard.errors.engine(index, e);
            stage.broken(new IOException(e));
        }
    }

    /** What is sent in answer to one read leaves in one write, and before the next: that may tell of the end. */
    private void serve() throws IOException {
        try {
            do {
                shard.output.cork(transport.out());
            } while (stage.ready());
        } finally {
            shard.output.uncork();
        }
        transport.updateInterest();
    }

    /** The socket has stopped to take what is sent, or takes it again. */
    void blocked(boolean isBlocked) {
        if (conversation != null) {
            conversation.blocked(isBlocked);
        }
    }

    /** Called when everything that waited to be sent has been sent. */
    void writable() {
        if (isOpen()) {
            shard.driver.writable(this);
        }
    }

    // ---- what workloads and callers do with it

    /** Returns what has become of this connection; any thread may ask. */
    ClientOutcome outcome() {
        ClientOutcome seen = outcome;
        return seen.status() == Status.OPEN ? seen.with(conversation.activity()) : seen;
    }

    boolean isOpen() {
        return conversation != null && conversation.isOpen();
    }

    boolean hasEnded() {
        return stage == Stage.ENDED;
    }

    /** Says whether the server has ended it, and no fault of the client's has given cause for that. */
    boolean wasThrownOut() {
        Closure closure = outcome.closure();
        return isHealthy() && closure != null && closure.isByServer();
    }

    /** Returns what was agreed in the opening handshake, without its headers. */
    Optional<HandshakeAgreement> agreement() {
        return Optional.ofNullable(conversation).map(Conversation::agreement);
    }

    /** Sends a message if the connection is open and has room for it. */
    boolean send(Opcode kind, ByteBuffer payload) {
        return conversation != null && conversation.send(kind, payload);
    }

    boolean hasRoom(int bytes) {
        return transport.out().hasRoom(bytes);
    }

    void whenRoom(Sending sending) {
        transport.out().whenRoom(sending);
    }

    /** Sends a ping, or skips it while the server does not read; returns whether the connection is open. */
    boolean ping(ByteBuffer payload) {
        return conversation != null && conversation.ping(payload);
    }

    /** Starts the close handshake, if the connection is open. */
    void close(CloseCode code, String reason) {
        if (conversation != null) {
            conversation.close(code, reason);
        }
    }

    /** Starts the close handshake, unless a fault has stopped the bytes: then the connection is dropped. */
    void closeOrDrop(CloseCode code, String reason) {
        if (victim != null && victim.bytes().isStopped()) {
            abort();
        } else if (victim != null && victim.bytes().isHalfClosed()) {
            conversation.awaitEnd();
        } else {
            close(code, reason);
        }
    }

    /** Drops the connection with a reset, if it has opened and not ended. */
    void abort() {
        if (conversation != null && !hasEnded()) {
            conversation.abort();
        }
    }

    /** Drops the connection with a reset in the name of a fault. */
    void reset(String why) {
        if (conversation != null) {
            abort();
        } else {
            transport.resetOnClose();
            fail(new ConnectFailure(FailureKind.INJECTED, stage.phase(), why));
        }
    }

    /** Drops the connection in the name of a fault, with a FIN where that is up to the client. */
    void drop(String why) {
        if (conversation != null) {
            conversation.drop();
        } else {
            fail(new ConnectFailure(FailureKind.INJECTED, stage.phase(), why));
        }
    }

    /** Gives up a connection that has not opened. */
    void cancel(ConnectFailure why) {
        if (conversation == null) {
            fail(stage == null ? why : new ConnectFailure(why.kind(), stage.phase(), why.detail()));
        }
    }

    /** Says whether no other connection has met an offence before. */
    boolean isFirstToOffend() {
        return conversation.isFirstToOffend();
    }

    /** A message has come that is corrupted, or meant for somebody else. */
    void offended(String offence, ByteBuffer message) {
        conversation.offended(offence, message);
    }

    /** Returns what the running workload keeps for this connection. */
    Object station() {
        return station;
    }

    void station(Object kept) {
        station = kept;
    }

    /** Says whether no fault is meant for this client. */
    boolean isHealthy() {
        return victim == null;
    }

    /** Returns its faults; null for a healthy client. */
    Victim victim() {
        return victim;
    }

    /** The whole fleet has connected, or its faults have been released. */
    void arrived() {
        if (victim != null && !hasEnded()) {
            victim.moments().arrived();
        }
    }

    /** Returns what only some connections need, made at the first call. */
    Extras extras() {
        if (extras == null) {
            extras = new Extras(shard.plan.bounds().inboxMessages());
            if (hasEnded()) {
                extras.ended(Optional.ofNullable(outcome.closure()));
            }
        }
        return extras;
    }

    // ---- what its stages use

    Shard shard() {
        return shard;
    }

    Transport transport() {
        return transport;
    }

    Stage stage() {
        return stage;
    }

    void expireIn(Duration time) {
        shard.loop.arm(deadline, time.toNanos());
    }

    void neverExpire() {
        shard.loop.cancel(deadline);
    }

    private void expired() {
        stage.expired();
    }

    void pong(ByteBuffer payload) {
        if (extras != null) {
            extras.pong(payload);
        }
    }

    void connected() {
        if (victim != null) {
            victim.connected();
        }
        Upgrading upgrading = new Upgrading(this);
        stage = upgrading;
        upgrading.begin();
    }

    void opened(Conversation begun) {
        stage = begun;
        conversation = begun;
        long handshake = begun.begun() - scheduled;
        outcome = ClientOutcome.open(index, Duration.ofNanos(handshake), shard.faults.elapsed());
        shard.opened(this, handshake);
        if (victim != null) {
            victim.opened();
        }
    }

    void fail(ConnectFailure failure) {
        if (hasEnded()) {
            return;
        }
        boolean connecting = !(stage instanceof Upgrading);
        dispose();
        Duration tried = Duration.ofNanos(System.nanoTime() - scheduled);
        outcome = ClientOutcome.failed(index, failure, tried, shard.faults.elapsed());
        shard.failed(this, connecting);
        tellWaiters();
    }

    /** @param error of the socket, that ended it; null if there was none */
    void ended(Closure closure, Duration age, Activity activity, IOException error) {
        dispose();
        outcome = outcome.closed(closure, age, shard.faults.elapsed(), activity, Optional.ofNullable(error));
        shard.ended(this);
        tellWaiters();
    }

    private void dispose() {
        stage = Stage.ENDED;
        neverExpire();
        transport.close();
        if (victim != null) {
            victim.ended();
        }
    }

    private void tellWaiters() {
        if (extras != null) {
            extras.ended(Optional.ofNullable(outcome.closure()));
        }
    }
}
