package dev.wsload.fleet;

/** Echo: every client hears itself, and nobody else. */
final class EchoDriver extends TrafficDriver {
    EchoDriver(Shard shard, Run run) {
        super(shard, run);
        shard.each(this::take);
    }

    private void take(Connection connection) {
        int position = run.position(connection.index);
        if (connection.isOpen() && position >= 0) {
            Station station = new Station(connection, position, 1);
            add(station);
            stream(station, 0);
        }
    }

    @Override
    int slot(Station station, int sender) {
        return sender == station.connection.index ? 0 : -1;
    }

    @Override
    int position(Station station, int slot) {
        return station.position;
    }
}
