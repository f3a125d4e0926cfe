package dev.wsload.fleet;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Fan-out while some clients leave and join. Servers register a client some time after the handshake's answer, and answer
 * its pings meanwhile, so only a broadcast that it hears proves that it is registered: a client that has joined is owed
 * what is sent after the first one, or, where it hears none, what is sent later than 2 s after it has joined. One that
 * leaves is owed nothing beyond the last message that it heard of each sender.
 */
final class ChurnDriver extends TrafficDriver {
    private static final long MEAN_STAY_NANOS = 500_000_000;
    private static final long LONGEST_TO_REGISTER_NANOS = 2_000_000_000;

    private final IntPredicate churns;
    private final SplittableRandom random;
    private boolean stayingPut;
    /** Stays until it has heard something: who leaves before that is owed nothing, so that nobody would ever be deaf. */
    private Station witness;

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
        if (station != null && isToStay(station)) {
            witness = station;
            stay(connection);
            return;
        }
        if (station != null) {
            settleLeaver(station);
        }
        connection.close(CloseCode.NORMAL_CLOSURE, "");
    }

    /** One is enough, and all others go on to come and go: where nobody is to hear anything, that may be what is tested. */
    private boolean isToStay(Station station) {
        boolean isFree = witness == null || witness.hasHeard || !witness.connection.isOpen();
        return !station.hasHeard && (isFree || witness == station);
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
        station.owedNothingYet();
        add(station);
        shard.loop.arm(new Timer(() -> owe(station)), LONGEST_TO_REGISTER_NANOS);
        stay(connection);
    }

    @Override
    void hears(Station station) {
        station.hasHeard = true;
        owe(station);
    }

    private void owe(Station station) {
        if (!station.isOwed()) {
            station.owedFrom(run.sentByEach());
        }
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
