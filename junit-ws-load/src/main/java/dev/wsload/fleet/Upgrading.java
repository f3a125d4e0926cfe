package dev.wsload.fleet;

import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.Phase;
import dev.wsload.wire.HandshakeAgreement;
import dev.wsload.wire.HandshakeRefused;
import dev.wsload.wire.HandshakeRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** The second stage of a connection: TLS if need be, then the opening handshake. */
final class Upgrading implements Stage {
    private final Connection connection;
    private final Shard shard;
    private final Transport transport;
    private final Duration limit;
    private Handshake handshake;

    Upgrading(Connection connection) {
        this.connection = connection;
        shard = connection.shard();
        transport = connection.transport();
        Duration planned = shard.plan.timeouts().handshake();
        limit = victim() == null ? planned : victim().handshakeTimeout().orElse(planned);
    }

    void begin() {
        connection.expireIn(limit);
        try {
            secure();
        } catch (IOException e) {
            broken(e);
        }
    }

    private void secure() throws IOException {
        if (transport.secure() && !isStruck()) {
            handshake = new Handshake(request(), shard.nextKey());
            transport.out().write(edited(handshake.request(shard.input.clear())));
            transport.updateInterest();
        }
    }

    /** Lets faults strike before the request is sent; says whether the connection has ended by that. */
    private boolean isStruck() {
        if (victim() != null) {
            victim().moments().shakingHands();
        }
        return connection.hasEnded();
    }

    private ByteBuffer edited(ByteBuffer request) {
        return victim() == null ? request : victim().edited(request);
    }

    private Victim victim() {
        return connection.victim();
    }

    private HandshakeRequest request() throws IOException {
        try {
            return shard.target.requestOf(connection.index);
        } catch (RuntimeException | Error e) {
            shard.errors.add(Origin.CALLBACK, connection.index, e);
            throw new IOException("the function that gives this client's headers threw " + e, e);
        }
    }

    @Override
    public Phase phase() {
        return handshake == null ? Phase.TLS : Phase.UPGRADE;
    }

    @Override
    public boolean ready() throws IOException {
        if (handshake == null) {
            secure();
            return false;
        }
        transport.flush();
        int count = transport.read();
        if (count > 0) {
            received(shard.input.flip());
        } else if (count < 0) {
            finished();
        }
        return transport.hasBuffered();
    }

    @Override
    public void received(ByteBuffer bytes) {
        try {
            handshake.answer(bytes).ifPresent(agreement -> upgraded(agreement, bytes));
        } catch (HandshakeRefused e) {
            connection.fail(Failures.refused(e, answered()));
        }
    }

    /** The first frames may have come with the answer. */
    private void upgraded(HandshakeAgreement agreement, ByteBuffer firstFrames) {
        Conversation conversation = new Conversation(connection, agreement);
        connection.opened(conversation);
        if (firstFrames.hasRemaining()) {
            conversation.received(firstFrames);
        }
    }

    private int answered() {
        return handshake == null ? 0 : handshake.answered();
    }

    @Override
    public void finished() {
        fail(Failures.eof(phase(), answered()));
    }

    @Override
    public void broken(IOException cause) {
        fail(Failures.duringHandshake(cause, phase(), answered()));
    }

    @Override
    public void expired() {
        fail(Failures.handshakeTimeout(limit, phase(), answered()));
    }

    /** An answer whose body does not come is a refusal all the same. */
    private void fail(ConnectFailure failure) {
        connection.fail(Optional.ofNullable(handshake)
                .flatMap(Handshake::refused)
                .map(refused -> Failures.refused(refused, answered()))
                .orElse(failure));
    }
}
