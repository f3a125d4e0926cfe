package dev.wsload.fleet;

import dev.wsload.fleet.Books.Book;
import dev.wsload.result.DeliveryLedger;
import dev.wsload.result.Stamp;
import dev.wsload.result.StreamLedger;
import dev.wsload.wire.Opcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a workload that runs on one loop: sends stamped messages, and books what comes. Subclasses say who is owed
 * what. Its loop alone touches it, but for what is said to be thread-safe.
 */
abstract class TrafficDriver implements Driver {
    final Shard shard;
    final Run run;
    final Books books;
    final Pauses pauses = new Pauses();
    private final Run.Traffic traffic;
    private final Stamp stamp = new Stamp();
    private final Replies replies;
    private final ByteBuffer outgoing;
    private final List<Station> stations = new ArrayList<>();
    private final List<Station> senders = new ArrayList<>();
    private final Pacer pacer;
    private final Counter lastActivity = new Counter();
    private final Timer end = new Timer(() -> over = true);
    private boolean started;
    private boolean over;

    TrafficDriver(Shard shard, Run run) {
        this.shard = shard;
        this.run = run;
        books = new Books(shard.plan.faults(), run);
        traffic = run.traffic();
        replies = new Replies(traffic.recogniser(), stamp, shard.errors);
        outgoing = ByteBuffer.allocate(traffic.size());
        pacer = new Pacer(shard.loop, run, senders, this::pump);
    }

    /** Returns the place of a sender among those that the station hears, negative when it must not hear it. */
    abstract int slot(Station station, int sender);

    /** Returns the position among all senders of the sender in this slot. */
    abstract int position(Station station, int slot);

    // ---- the course of a run

    /** Takes part in the run, from now on for what comes; {@link #start()} begins to send. */
    void add(Station station) {
        station.connection.station(station);
        stations.add(station);
        if (station.isSender()) {
            senders.add(station);
        }
    }

    /** Takes in a connection that is to hear every sender, and perhaps is one. */
    void addHearingAll(Connection connection) {
        if (run.isHearer(connection.index)) {
            int position = run.position(connection.index);
            add(new Station(connection, Math.max(position, Station.NO_SENDER), run.senders()));
        }
    }

    void start() {
        started = true;
        lastActivity.set(run.epoch());
        if (traffic.closedFor() > 0) {
            shard.loop.arm(end, traffic.closedFor());
        }
        if (traffic.isRated()) {
            pacer.start();
        } else {
            for (Station sender : senders) {
                pump(sender);
            }
        }
    }

    /** Says whether every sender of this shard has sent all, or can send no more. */
    boolean hasSentAll() {
        return over || senders.stream().allMatch(this::hasSentAll);
    }

    private boolean hasSentAll(Station sender) {
        return sender.sent >= run.quota(sender.position) || !sender.connection.isOpen();
    }

    /** Says, once all shards have sent all, whether every station that has not ended has what it is owed. */
    boolean isComplete() {
        return hasAllBack() && stations.stream().allMatch(this::hasAll);
    }

    /** Says whether every client that has to come back has done so. */
    boolean hasAllBack() {
        return true;
    }

    /** Returns when a message was last sent or received, in nanoseconds of the JVM's clock; thread-safe. */
    long lastActivity() {
        return lastActivity.get();
    }

    /** Ends the run on this shard and closes the books. */
    void finish() {
        pacer.stop();
        shard.loop.cancel(end);
        for (Station station : stations) {
            settle(station);
            station.connection.station(null);
        }
        shard.each(this::noteUnsent);
    }

    private boolean hasAll(Station station) {
        return station.connection.hasEnded() || station.delivered >= owed(station);
    }

    private long owed(Station station) {
        long owed = 0;
        for (int slot = 0; slot < station.streams.length; slot++) {
            owed += Math.max(0, owedUpTo(station, slot) - station.firstOwed(slot));
        }
        return owed;
    }

    /** Returns the first sequence number that the sender in this slot does not owe. */
    int owedUpTo(Station station, int slot) {
        return run.sent(position(station, slot));
    }

    private void settle(Station station) {
        String note = station.connection.isOpen() ? null : ending(station.connection);
        for (int slot = 0; slot < station.streams.length; slot++) {
            int end = owedUpTo(station, slot);
            if (end > 0) {
                ledger(station, slot).settle(stream(station, slot), end, note);
            }
        }
    }

    /** Looks at every client that had to send, for one may have ended before the run began. */
    private void noteUnsent(Connection connection) {
        int position = run.position(connection.index);
        if (position >= 0 && run.sent(position) < least(position)) {
            ledger(connection)
                    .notSent(
                            connection.index,
                            run.sent(position),
                            least(position),
                            () -> whatKeptFromSending(connection));
        }
    }

    /** How many messages it had to send at least: who sends as many as a time allows sends one. */
    private int least(int position) {
        return traffic.closedFor() == 0 ? run.quota(position) : 1;
    }

    private String whatKeptFromSending(Connection connection) {
        if (!connection.isOpen()) {
            return ending(connection);
        }
        return connection.hasRoom(traffic.size())
                ? "a reply that it waited for did not come"
                : "the server did not read";
    }

    private static String ending(Connection connection) {
        return connection.hasEnded() ? connection.outcome().kind() : "in the middle of its close handshake";
    }

    /** Ends the accounts of a station that leaves on purpose. */
    void settleLeaver(Station station) {
        stations.remove(station);
        station.connection.station(null);
        for (int slot = 0; slot < station.streams.length; slot++) {
            if (station.streams[slot] != null) {
                ledger(station, slot).settleLeaver(station.streams[slot]);
            }
        }
    }

    // ---- sending

    private void pump(Station sender) {
        if (!started) {
            return;
        }
        int quota = run.quota(sender.position);
        long now = System.nanoTime();
        while (!over && sender.sent < quota && mayNow(sender, now) && sender.connection.hasRoom(traffic.size())) {
            if (!sender.connection.isOpen()) {
                return;
            }
            send(sender, now);
        }
    }

    private boolean mayNow(Station sender, long now) {
        return sender.sent - sender.heardOwn < traffic.window()
                && (!traffic.isRated() || run.due(sender.position, sender.sent) - now <= 0);
    }

    private void send(Station sender, long now) {
        long intended = traffic.isOpenLoop() ? run.due(sender.position, sender.sent) : now;
        stamp.run = run.id();
        stamp.sender = sender.connection.index;
        stamp.sequence = sender.sent++;
        stamp.intendedNanos = intended - run.epoch();
        stamp.write(outgoing.array());
        run.countSent(sender.position);
        lastActivity.set(now);
        pauses.sent(now);
        sender.connection.send(traffic.binary() ? Opcode.BINARY : Opcode.TEXT, outgoing.clear());
    }

    @Override
    public void writable(Connection connection) {
        Station station = (Station) connection.station();
        if (station != null && station.isSender()) {
            pump(station);
        }
    }

    // ---- receiving

    @Override
    public void message(Connection connection, Opcode kind, ByteBuffer payload) {
        Station station = (Station) connection.station();
        if (station == null) {
            return;
        }
        switch (replies.read(connection.index, kind, payload)) {
            case FOREIGN -> ledger(connection).unrecognised(() -> Replies.excerpt(payload));
            case CORRUPTED -> corrupted(connection, payload);
            case INTACT -> book(station, payload);
        }
    }

    @Override
    public void afterClose(Connection connection) {
        if (connection.station() != null) {
            ledger(connection).afterClose(connection.index);
        }
    }

    private void corrupted(Connection connection, ByteBuffer payload) {
        ledger(connection).corrupted(connection.index, Replies.excerpt(payload));
        connection.offended("a message whose checksum does not fit", payload);
    }

    private void crossed(Connection connection, ByteBuffer payload) {
        ledger(connection).crossed(connection.index, stamp.sender, stamp.sequence, stamp.run);
        if (connection.isFirstToOffend()) {
            connection.offended(
                    "an intact message that was meant for somebody else: number " + stamp.sequence + " of client "
                            + stamp.sender,
                    payload);
        }
    }

    private void book(Station station, ByteBuffer payload) {
        long now = System.nanoTime();
        int slot = stamp.run == run.id() ? slot(station, stamp.sender) : -1;
        if (slot >= 0) {
            hears(station);
            arrived(station, slot, now);
        } else if (run.isLate(stamp.run, stamp.sender, station.connection.index)) {
            ledger(station.connection).unrecognised(() -> Replies.excerpt(payload));
        } else {
            crossed(station.connection, payload);
        }
    }

    /** A message of this run has come that its receiver may hear; called before it is booked. */
    void hears(Station station) {}

    private void arrived(Station station, int slot, long now) {
        boolean own = stamp.sender == station.connection.index;
        Book book = books.of(station.connection, position(station, slot));
        if (!book.ledger().arrived(stream(station, slot), stamp.sequence)) {
            return;
        }
        pauses.arrived(now);
        lastActivity.set(now);
        station.delivered++;
        book.latency().record(now - run.epoch() - stamp.intendedNanos);
        if (own && station.isSender()) {
            station.heardOwn++;
            pump(station);
        }
    }

    private DeliveryLedger ledger(Connection connection) {
        return books.of(connection).ledger();
    }

    private DeliveryLedger ledger(Station station, int slot) {
        return books.of(station.connection, position(station, slot)).ledger();
    }

    /** Returns the account of the sender in this slot, opened at the first call. */
    final StreamLedger stream(Station station, int slot) {
        StreamLedger stream = station.streams[slot];
        if (stream == null) {
            int sender = run.sender(position(station, slot));
            stream = ledger(station, slot).stream(station.connection.index, sender, station.firstOwed(slot));
            station.streams[slot] = stream;
        }
        return stream;
    }
}
