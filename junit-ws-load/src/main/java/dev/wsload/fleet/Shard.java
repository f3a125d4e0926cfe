package dev.wsload.fleet;

import dev.wsload.metrics.LatencyRecorder;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FaultLedger;
import dev.wsload.wire.HandshakeAgreement;
import dev.wsload.wire.HandshakeKey;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The clients of a fleet that are pinned to one event loop, and what they share. Client number c lives on shard c modulo
 * the number of shards. Its loop alone touches it, but for what is said to be thread-safe.
 */
final class Shard {
    private static final int INPUT_BYTES = 64 * 1024;

    final EventLoop loop;
    final LoadPlan plan;
    final Target target;
    final ErrorLog errors;
    final FaultLedger faults;
    final FirstOffence firstOffence;
    final LongSupplier clock;
    final Counters counters = new Counters();
    final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    final OutputBuffer output;
    final TlsBuffers tls;
    final LatencyRecorder handshakes = new LatencyRecorder();
    final Ramp ramp;
    final Heartbeat heartbeat;
    Driver driver;

    private final int number;
    private final int shards;
    private final SourceAddresses sources;
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    private final AtomicReferenceArray<Connection> connections;
    private final Queue<ClientOutcome> departed = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private HandshakeAgreement lastAgreement;
    private LatencyRecorder arriving = new LatencyRecorder();
    private int unsettled;
    private boolean stopped;

    Shard(EventLoop loop, FleetSettings settings, int number) {
        this.loop = loop;
        this.number = number;
        plan = settings.plan();
        target = settings.target();
        errors = settings.errors();
        faults = settings.faults();
        firstOffence = settings.firstOffence();
        clock = loop::now;
        sources = settings.sources();
        shards = settings.shards();
        output = new OutputBuffer(random.split());
        tls = target.isSecure() ? new TlsBuffers() : null;
        driver = new InboxDriver();
        heartbeat = new Heartbeat(loop);
        unsettled = (plan.clients() - number + shards - 1) / shards;
        connections = new AtomicReferenceArray<>(unsettled);
        ramp = new Ramp(this, share(plan.ramp().connectsInFlight()), unsettled);
    }

    private int share(int whole) {
        return Math.max(1, whole / shards + (number < whole % shards ? 1 : 0));
    }

    // ---- clients

    int client(int slot) {
        return number + slot * shards;
    }

    /** Returns the current connection of a client of this shard, empty before its start; thread-safe. */
    Optional<Connection> connection(int client) {
        return Optional.ofNullable(connections.get(client / shards));
    }

    /** Calls this for the current connection of every client that has started. */
    void each(Consumer<Connection> action) {
        for (int slot = 0; slot < connections.length(); slot++) {
            Connection connection = connections.get(slot);
            if (connection != null) {
                action.accept(connection);
            }
        }
    }

    /** Returns the current connection of every client that has started. */
    List<Connection> started() {
        List<Connection> started = new ArrayList<>();
        each(started::add);
        return started;
    }

    /** Returns the ends of connections that churning clients have left; thread-safe. */
    Collection<ClientOutcome> departed() {
        return departed;
    }

    /** Lets the first client come. */
    void begin(long origin) {
        heartbeat.begin();
        ramp.start(origin);
    }

    void start(int slot, long scheduled) {
        Connection connection = new Connection(client(slot), this, scheduled);
        connections.set(slot, connection);
        connection.start();
    }

    void giveUp(int slot, ConnectFailure why) {
        Connection connection = new Connection(client(slot), this, System.nanoTime());
        connections.set(slot, connection);
        connection.cancel(why);
    }

    /** Connects a client that had left once more, unless the fleet comes to its end. */
    void rejoin(Connection left) {
        if (stopped) {
            return;
        }
        departed.add(left.outcome());
        ramp.rejoining();
        start(left.index / shards, System.nanoTime());
    }

    /** Lets no client connect any more, and gives up those that have not opened. */
    void stop(ConnectFailure why) {
        stopped = true;
        ramp.stop(why);
        each(connection -> connection.cancel(why));
    }

    // ---- what connections need

    SocketChannel openChannel(int client, InetSocketAddress to) throws IOException {
        SocketChannel channel = SocketChannel.open(
                to.getAddress() instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Optional<InetSocketAddress> source = sources.of(client, to);
            if (source.isPresent()) {
                channel.bind(source.get());
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Returns an agreement equal to this one; clients mostly agree on the same, and need not keep it each. */
    HandshakeAgreement shared(HandshakeAgreement agreement) {
        if (!agreement.equals(lastAgreement)) {
            lastAgreement = agreement;
        }
        return lastAgreement;
    }

    HandshakeKey nextKey() {
        return new HandshakeKey(random.nextLong(), random.nextLong());
    }

    // ---- what connections tell

    void opened(Connection connection, long nanos) {
        ramp.settled(false);
        counters.open.add(1);
        if (!isSettled()) {
            counters.opened.add(1);
            handshakes.record(nanos);
            settle();
        }
        driver.joined(connection);
    }

    void failed(Connection connection, boolean whileConnecting) {
        ramp.settled(whileConnecting);
        if (!isSettled()) {
            counters.failed.add(1);
            settle();
        }
        driver.left(connection);
    }

    void ended(Connection connection) {
        counters.open.add(-1);
        driver.left(connection);
    }

    // ---- the barrier

    /** Completes when every client of this shard has opened or failed; thread-safe. */
    CompletableFuture<Void> settled() {
        return settled;
    }

    private boolean isSettled() {
        return unsettled == 0;
    }

    private void settle() {
        if (--unsettled == 0) {
            arriving = heartbeat.end();
            settled.complete(null);
        }
    }

    /** Returns how late the loop was while clients arrived. */
    LatencyRecorder arriving() {
        return arriving;
    }
}
