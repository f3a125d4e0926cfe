package dev.wsload.fleet;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Fan-out while some clients leave and join. A client that has joined is owed what is sent after the end of its first
 * round trip, a ping and its pong, since servers register a client only after the handshake's answer; one that leaves
 * is owed nothing beyond the last message that it heard of each sender.
 */
final class ChurnDriver extends TrafficDriver {
    private static final long MEAN_STAY_NANOS = 500_000_000;

    private final IntPredicate churns;
    private final SplittableRandom random;
    private boolean stayingPut;

    ChurnDriver(Shard shard, Run run, IntPredicate churns, long seed) {
        super(shard, run);
        this.churns = churns;
        random = new SplittableRandom(seed);
        shard.each(this::addHearingAll);
    }

    @Override
    void start() {
        shard.each(connection -> {
            if (connection.isOpen() && churns.test(connection.index)) {
                stay(connection);
            }
        });
        super.start();
    }

    /** Lets a client stay for a while: from nothing to twice the mean. */
    private void stay(Connection connection) {
        shard.loop.arm(new Timer(() -> leave(connection)), random.nextLong(2 * MEAN_STAY_NANOS));
    }

    private void leave(Connection connection) {
        if (stayingPut || !connection.isOpen()) {
            return;
        }
        Station station = (Station) connection.station();
        if (station != null) {
            settleLeaver(station);
        }
        connection.close(CloseCode.NORMAL_CLOSURE, "");
    }

    @Override
    public void left(Connection connection) {
        if (hasLeft(connection)) {
            shard.loop.execute(() -> shard.rejoin(connection));
        }
    }

    /** Says whether this client left of its own accord; one that was thrown out stays out. */
    private boolean hasLeft(Connection connection) {
        Closure closure = connection.outcome().closure();
        return churns.test(connection.index) && closure != null && closure.initiator() == Initiator.CLIENT;
    }

    @Override
    public void joined(Connection connection) {
        connection.ping(OutputBuffer.NOTHING.duplicate());
    }

    @Override
    public void pong(Connection connection) {
        if (connection.station() != null || !churns.test(connection.index) || !connection.isOpen()) {
            return;
        }
        Station station = new Station(connection, Station.NO_SENDER, run.senders());
        station.owedFrom(run.sentByEach());
        add(station);
        stay(connection);
    }

    /** From the first look on nobody leaves any more; it is over when those who are away are back. */
    @Override
    boolean hasAllBack() {
        stayingPut = true;
        boolean[] back = {true};
        shard.each(connection -> back[0] &= !churns.test(connection.index) || isBack(connection));
        return back[0];
    }

    @Override
    void finish() {
        stayingPut = true;
        super.finish();
    }

    private boolean isBack(Connection connection) {
        return connection.isOpen() ? connection.station() != null : connection.hasEnded() && !hasLeft(connection);
    }

    @Override
    int slot(Station station, int sender) {
        return run.position(sender);
    }

    @Override
    int position(Station station, int slot) {
        return slot;
    }
}
