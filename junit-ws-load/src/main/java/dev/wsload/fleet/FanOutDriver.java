package dev.wsload.fleet;

/** Fan-out: every client hears every sender. */
final class FanOutDriver extends TrafficDriver {
    private final boolean exceptSender;

    FanOutDriver(Shard shard, Run run, boolean exceptSender) {
        super(shard, run);
        this.exceptSender = exceptSender;
        shard.each(this::addHearingAll);
    }

    @Override
    int slot(Station station, int sender) {
        boolean own = exceptSender && sender == station.connection.index;
        return own ? -1 : run.position(sender);
    }

    @Override
    int position(Station station, int slot) {
        return slot;
    }

    @Override
    int owedUpTo(Station station, int slot) {
        return exceptSender && slot == station.position ? 0 : super.owedUpTo(station, slot);
    }
}
