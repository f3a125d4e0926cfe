package dev.wsload.fleet;

import dev.wsload.fault.Moments;
import dev.wsload.fault.ServerFault;
import dev.wsload.fault.When.Phase;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The faults of one connection: when each of them strikes, and what they have left behind. Its loop alone touches it. */
final class Victim {
    private final Connection connection;
    private final Shard shard;
    private final ShapedChannel bytes;
    private final List<Strike> strikes;
    private final Moments moments;
    private final List<Timer> timers = new ArrayList<>();
    private UnaryOperator<String> requestEdit = UnaryOperator.identity();
    private Duration handshakeTimeout;
    private SocketAddress address;
    private boolean ignoresPings;
    private boolean ignoresClose;

    private Victim(Connection connection) {
        this.connection = connection;
        shard = connection.shard();
        bytes = new ShapedChannel(shard.loop, connection.transport()::resume);
        strikes = shard.plan.faults().of(connection.index).stream()
                .filter(assignment -> !(assignment.fault().fault() instanceof ServerFault))
                .map(assignment -> new Strike(assignment, connection, this))
                .toList();
        moments = new Moments(strikes, this::after);
    }

    /** Returns null for a healthy client, which so costs nothing. */
    static Victim of(Connection connection) {
        return connection.shard().plan.faults().isHealthy(connection.index) ? null : new Victim(connection);
    }

    /** Returns the moments at which its faults strike. */
    Moments moments() {
        return moments;
    }

    /** Lets the hosted side know whom it serves, before anything is sent. */
    void connected() {
        address = connection.transport().localAddress();
        shard.faults.connected(address, connection.index);
    }

    void opened() {
        moments.opened(shard.faults.areHeld());
    }

    void after(Duration delay, Runnable action) {
        Timer timer = new Timer(action);
        timers.add(timer);
        shard.loop.arm(timer, delay.toNanos());
    }

    /** Lets go of all that waits, for the connection has ended. */
    void ended() {
        timers.forEach(shard.loop::cancel);
        if (address != null) {
            shard.faults.ended(address);
        }
        bytes.close();
    }

    // ---- what faults have left behind

    /** Returns the channel that its bytes pass. */
    ByteChannel channel(SocketChannel socket) {
        List<Strike> byBytes = strikes.stream()
                .filter(strike -> strike.when().phase() == Phase.BYTES)
                .toList();
        return bytes.over(
                socket, byBytes.isEmpty() ? socket : new CountingChannel(socket, byBytes, shard.loop::execute));
    }

    ShapedChannel bytes() {
        return bytes;
    }

    void editRequest(UnaryOperator<String> change) {
        UnaryOperator<String> before = requestEdit;
        requestEdit = request -> change.apply(before.apply(request));
    }

    ByteBuffer edited(ByteBuffer request) {
        String right = StandardCharsets.ISO_8859_1.decode(request).toString();
        return StandardCharsets.ISO_8859_1.encode(requestEdit.apply(right));
    }

    void handshakeTimeout(Duration limit) {
        handshakeTimeout = limit;
    }

    Optional<Duration> handshakeTimeout() {
        return Optional.ofNullable(handshakeTimeout);
    }

    void ignorePings() {
        ignoresPings = true;
    }

    boolean ignoresPings() {
        return ignoresPings;
    }

    void ignoreClose() {
        ignoresClose = true;
    }

    boolean ignoresClose() {
        return ignoresClose;
    }
}
