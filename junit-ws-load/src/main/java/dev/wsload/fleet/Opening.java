package dev.wsload.fleet;

import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.wire.HandshakeAgreement;
import dev.wsload.wire.HandshakeRefused;
import dev.wsload.wire.HandshakeRequest;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The stage before a connection is open: TCP connects, TLS if need be, then the upgrade. */
final class Opening implements Stage {
    private final Connection connection;
    private final Shard shard;
    private final Transport transport;
    private final int firstAddress;
    private int addressesTried;
    private boolean connected;
    private Handshake handshake;

    Opening(Connection connection) {
        this.connection = connection;
        shard = connection.shard();
        transport = connection.transport();
        firstAddress = shard.target.preferred();
    }

    /** Says whether TCP has not connected yet. */
    boolean isConnecting() {
        return !connected;
    }

    void connect() {
        if (shard.target.addresses() == 0) {
            connection.fail(Failures.unknownHost(shard.target.host()));
            return;
        }
        connection.expireIn(shard.plan.timeouts().connect());
        try {
            if (transport.connect(shard.target.address(firstAddress + addressesTried))) {
                connected();
            }
        } catch (IOException | RuntimeException | Error e) {
            connectFailed(e);
        }
    }

    private void connectFailed(Throwable e) {
        addressesTried++;
        if (addressesTried < shard.target.addresses() && Failures.mayTryNextAddress(e)) {
            connect();
        } else {
            connection.fail(Failures.whileConnecting(e));
        }
    }

    private void connected() {
        connected = true;
        shard.ramp.connected();
        shard.target.prefer(firstAddress + addressesTried);
        connection.expireIn(shard.plan.timeouts().handshake());
        try {
            secure();
        } catch (IOException e) {
            broken(e);
        }
    }

    private void secure() throws IOException {
        if (transport.secure()) {
            handshake = new Handshake(request(), shard.nextKey());
            transport.out().write(handshake.request(shard.input.clear()));
            transport.updateInterest();
        }
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
    public void ready() throws IOException {
        if (!connected) {
            finishConnect();
        } else if (handshake == null) {
            secure();
        } else {
            transport.exchange();
        }
    }

    private void finishConnect() {
        try {
            transport.finishConnect();
        } catch (IOException e) {
            connectFailed(e);
            return;
        }
        connected();
    }

    @Override
    public void received(ByteBuffer bytes) {
        try {
            handshake.answer(bytes).ifPresent(agreement -> upgraded(agreement, bytes));
        } catch (HandshakeRefused e) {
            connection.fail(Failures.refused(e));
        }
    }

    /** The first frames may have come with the answer. */
    private void upgraded(HandshakeAgreement agreement, ByteBuffer firstFrames) {
        connection.opened(new Conversation(connection, agreement));
        connection.stage().received(firstFrames);
    }

    @Override
    public void writable() {}

    @Override
    public void finished() {
        connection.fail(Failures.eof(handshake));
    }

    @Override
    public void broken(IOException cause) {
        connection.fail(Failures.duringHandshake(cause));
    }

    @Override
    public void expired() {
        LoadPlan.Timeouts limits = shard.plan.timeouts();
        ConnectFailure late = connected
                ? Failures.handshakeTimeout(limits.handshake(), handshake)
                : Failures.connectTimeout(limits.connect());
        connection.fail(late);
    }
}
