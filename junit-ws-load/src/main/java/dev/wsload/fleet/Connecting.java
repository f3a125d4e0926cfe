package dev.wsload.fleet;

import dev.wsload.result.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The first stage of a connection: TCP connects, to one address of the host after the other. */
final class Connecting implements Stage {
    private final Connection connection;
    private final Shard shard;
    private final Transport transport;
    private final int firstAddress;
    private int addressesTried;

    Connecting(Connection connection) {
        this.connection = connection;
        shard = connection.shard();
        transport = connection.transport();
        firstAddress = shard.target.preferred();
    }

    void connect() {
        if (shard.target.addresses() == 0) {
            connection.fail(shard.target.unknown());
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

    @Override
    public Phase phase() {
        return shard.target.addresses() == 0 ? Phase.RESOLVE : Phase.CONNECT;
    }

    @Override
    public boolean ready() {
        try {
            if (transport.finishConnect()) {
                connected();
            }
        } catch (IOException e) {
            connectFailed(e);
        }
        return false;
    }

    private void connected() {
        shard.ramp.connected();
        shard.target.prefer(firstAddress + addressesTried);
        connection.connected();
    }

    /** Nothing is read before TCP has connected. */
    @Override
    public void received(ByteBuffer bytes) {}

    @Override
    public void finished() {}

    @Override
    public void broken(IOException cause) {
        connection.fail(Failures.whileConnecting(cause));
    }

    @Override
    public void expired() {
        connection.fail(Failures.connectTimeout(shard.plan.timeouts().connect()));
    }
}
