package dev.wsload.fleet;

import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.DeflateParameters;
import dev.wsload.wire.FrameDecoder;
import dev.wsload.wire.FrameEncoder;
import dev.wsload.wire.HandshakeAgreement;
import dev.wsload.wire.HandshakeRefused;
import dev.wsload.wire.HandshakeRequest;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.MessageDeflater;
import dev.wsload.wire.MessageInflater;
import dev.wsload.wire.MessageSink;
import dev.wsload.wire.Opcode;
import dev.wsload.wire.ProtocolViolation;
import dev.wsload.wire.Role;
import dev.wsload.wire.TcpEnd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection of one client, from its scheduled start to its end. Its loop alone touches it; other threads read
 * {@link #outcome()} only.
 */
final class Connection implements MessageSink {
    private enum Phase {
        CONNECTING,
        SECURING,
        UPGRADING,
        OPEN,
        CLOSING,
        ENDED
    }

    final int index;
    private final Shard shard;
    private final long scheduled;
    private final Timer deadline = new Timer(this::expired);
    private final Outbound out;
    private Phase phase = Phase.CONNECTING;
    private SocketChannel channel;
    private SelectionKey key;
    private Link link;
    private Handshake handshake;
    private FrameDecoder decoder;
    private MessageInflater inflater;
    private CloseState close;
    private Extras extras;
    private final int firstAddress;
    private int addressesTried;
    private boolean writeFailed;
    private long opened;
    private Object station;
    private volatile ClientOutcome outcome;

    Connection(int index, Shard shard, long scheduled) {
        this.index = index;
        this.shard = shard;
        this.scheduled = scheduled;
        firstAddress = shard.target.preferred();
        out = new Outbound(shard.output, shard.plan.bounds().maxUnsentBytes(), this::writeFailed);
        outcome = ClientOutcome.connecting(index);
    }

    // ---- what others ask

    /** Returns what has become of this connection; any thread may ask. */
    ClientOutcome outcome() {
        return outcome;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    boolean hasReceivedClose() {
        return close != null && close.received();
    }

    /** Returns what the running workload keeps for this connection. */
    Object station() {
        return station;
    }

    void station(Object kept) {
        station = kept;
    }

    Shard shard() {
        return shard;
    }

    /** Returns what only some connections need, made at the first call. */
    Extras extras() {
        if (extras == null) {
            extras = new Extras(shard.plan.bounds().inboxMessages());
            if (phase == Phase.ENDED) {
                extras.ended(closure());
            }
        }
        return extras;
    }

    // ---- opening

    void start() {
        try {
            connect();
        } catch (IOException | RuntimeException | Error e) {
            connectFailed(e);
        }
    }

    private void connect() throws IOException {
        if (shard.target.addresses() == 0) {
            fail(Failures.unknownHost(shard.target.host()));
            return;
        }
        InetSocketAddress address = shard.target.address(firstAddress + addressesTried);
        channel = shard.openChannel(index, address);
        shard.loop.arm(deadline, shard.plan.timeouts().connect().toNanos());
        if (channel.connect(address)) {
            key = shard.loop.register(channel, SelectionKey.OP_READ, this);
            Failures.refuseSelf(channel);
            connected();
        } else {
            key = shard.loop.register(channel, SelectionKey.OP_CONNECT, this);
        }
    }

    private void connectFailed(Throwable e) {
        addressesTried++;
        if (addressesTried < shard.target.addresses() && Failures.mayTryNextAddress(e)) {
            closeChannel();
            start();
        } else {
            fail(Failures.whileConnecting(e));
        }
    }

    private void connected() throws IOException {
        shard.ramp.connected();
        shard.target.prefer(firstAddress + addressesTried);
        phase = Phase.SECURING;
        shard.loop.arm(deadline, shard.plan.timeouts().handshake().toNanos());
        link = shard.target.link(channel, shard.tls);
        out.attach(link);
        secure();
    }

    private void secure() throws IOException {
        if (link.secure()) {
            phase = Phase.UPGRADING;
            handshake = new Handshake(request(), shard.nextKey());
            out.write(handshake.request(shard.input.clear()));
        }
        updateInterest();
    }

    private HandshakeRequest request() throws IOException {
        try {
            return shard.target.requestOf(index);
        } catch (RuntimeException | Error e) {
            shard.errors.add(Origin.CALLBACK, index, e);
            throw new IOException("the function that gives this client's headers threw " + e, e);
        }
    }

    private void upgraded(HandshakeAgreement agreement) {
        phase = Phase.OPEN;
        handshake = null;
        shard.loop.cancel(deadline);
        agreement.deflate().ifPresent(this::compress);
        decoder = new FrameDecoder(Role.CLIENT, shard.plan.bounds().maxMessageBytes(), inflater);
        opened = System.nanoTime();
        outcome = new ClientOutcome(index, Status.OPEN, Duration.ofNanos(opened - scheduled), null, null, null);
        armKeepAlive();
        shard.opened(this, opened - scheduled);
    }

    private void compress(DeflateParameters agreed) {
        inflater = new MessageInflater(agreed, Role.CLIENT);
        out.compressWith(new MessageDeflater(agreed, Role.CLIENT));
    }

    private void fail(ConnectFailure failure) {
        if (phase == Phase.ENDED) {
            return;
        }
        boolean connecting = phase == Phase.CONNECTING;
        dispose();
        outcome = new ClientOutcome(index, Status.FAILED, null, failure, null, null);
        shard.failed(this, connecting);
        tellWaiters();
    }

    /** Gives up a connection that has not opened. */
    void cancel(ConnectFailure why) {
        if (phase != Phase.OPEN && phase != Phase.CLOSING) {
            fail(why);
        }
    }

    // ---- the socket

    /** Called by the loop when the socket is ready for what was asked. */
    void ready() {
        try {
            switch (phase) {
                case CONNECTING -> finishConnect();
                case SECURING -> secure();
                case ENDED -> {}
                default -> exchange();
            }
        } catch (IOException e) {
            broken(e);
        } catch (RuntimeException | Error e) {
            shard.errors.engine(index, e);
            broken(new IOException(e));
        }
    }

    private void finishConnect() throws IOException {
        try {
            channel.finishConnect();
            Failures.refuseSelf(channel);
        } catch (IOException e) {
            connectFailed(e);
            return;
        }
        connected();
    }

    private void exchange() throws IOException {
        if (key.isWritable()) {
            out.flush();
            if (phase == Phase.OPEN && !out.isBlocked()) {
                shard.driver.writable(this);
            }
        }
        if (phase != Phase.ENDED && key.isReadable()) {
            read();
        }
        updateInterest();
    }

    private void read() throws IOException {
        shard.output.cork(out);
        try {
            int count = readOnce();
            while (count > 0 && phase != Phase.ENDED && link.hasBuffered()) {
                count = readOnce();
            }
            if (count < 0 && phase != Phase.ENDED) {
                peerFinished();
            }
        } finally {
            shard.output.uncork();
        }
    }

    private int readOnce() throws IOException {
        ByteBuffer input = shard.input.clear();
        int count = link.read(input);
        if (count > 0) {
            consume(input.flip());
        }
        return count;
    }

    private void consume(ByteBuffer input) {
        try {
            if (phase == Phase.UPGRADING) {
                handshake.answer(input).ifPresent(this::upgraded);
            }
            if ((phase == Phase.OPEN || phase == Phase.CLOSING) && (close == null || !close.violated())) {
                decoder.decode(input, this);
            }
        } catch (HandshakeRefused e) {
            fail(Failures.refused(e));
        } catch (ProtocolViolation e) {
            violated(e);
        }
    }

    private void peerFinished() {
        if (phase == Phase.OPEN || phase == Phase.CLOSING) {
            end(writeFailed ? TcpEnd.RESET : TcpEnd.FIN);
        } else {
            fail(Failures.eof(handshake));
        }
    }

    /** A write failed. What the server said before may still lie in the socket, so reading goes on to its end. */
    private void writeFailed(IOException e) {
        writeFailed = true;
        shard.loop.execute(() -> drain(e));
    }

    private void drain(IOException cause) {
        try {
            while (phase != Phase.ENDED) {
                shard.output.cork(out);
                int count = readOnce();
                if (count < 0) {
                    peerFinished();
                } else if (count == 0) {
                    broken(cause);
                }
            }
        } catch (IOException e) {
            broken(e);
        } finally {
            shard.output.uncork();
        }
    }

    private void broken(IOException e) {
        if (phase == Phase.OPEN || phase == Phase.CLOSING) {
            end(Failures.tcpEnd(e));
        } else {
            fail(Failures.duringHandshake(e));
        }
    }

    private void updateInterest() {
        if (phase == Phase.ENDED || phase == Phase.CONNECTING || key == null || !key.isValid()) {
            return;
        }
        int interest = SelectionKey.OP_READ | (out.isBlocked() || link.holdsBack() ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    // ---- frames

    @Override
    public void onMessage(Opcode kind, ByteBuffer payload) {
        if (phase == Phase.ENDED) {
            return;
        }
        shard.counters.messagesReceived.add(1);
        if (hasReceivedClose()) {
            shard.driver.afterClose(this);
        } else {
            shard.driver.message(this, kind, payload);
        }
    }

    @Override
    public void onPing(ByteBuffer payload) {
        if (phase == Phase.OPEN && out.hasRoomForControl()) {
            out.sendControl(Opcode.PONG, payload);
        }
    }

    @Override
    public void onPong(ByteBuffer payload) {
        shard.counters.pongsReceived.add(1);
        if (extras != null) {
            extras.pong(payload);
        }
        shard.driver.pong(this);
    }

    @Override
    public void onClose(CloseCode code, String reason) {
        if (hasReceivedClose() || phase == Phase.ENDED) {
            return;
        }
        if (phase == Phase.OPEN) {
            beginClosing(Initiator.SERVER, code, "");
        }
        close.receive(code, reason);
    }

    /** Sends a message if the connection is open and has room for it. */
    boolean send(Opcode kind, ByteBuffer payload) {
        if (phase != Phase.OPEN || !out.hasRoom(payload.remaining())) {
            return false;
        }
        out.sendMessage(kind, payload);
        shard.counters.messagesSent.add(1);
        updateInterest();
        return true;
    }

    boolean hasRoom(int bytes) {
        return out.hasRoom(bytes);
    }

    void whenRoom(Sending sending) {
        out.whenRoom(sending);
    }

    /** Sends a ping, or skips it while the server does not read; returns whether the connection is open. */
    boolean ping(ByteBuffer payload) {
        if (phase == Phase.OPEN && out.hasRoomForControl()) {
            out.sendControl(Opcode.PING, payload);
            updateInterest();
        }
        return phase == Phase.OPEN;
    }

    private void armKeepAlive() {
        long every = shard.plan.timeouts().keepAlive().toNanos();
        if (every > 0) {
            shard.loop.arm(deadline, every);
        }
    }

    // ---- ending

    /** Starts the close handshake (RFC 6455 section 7.1.2), unless it has begun. */
    void close(CloseCode code, String reason) {
        if (phase == Phase.OPEN) {
            beginClosing(Initiator.CLIENT, code, reason);
            updateInterest();
        }
    }

    private void violated(ProtocolViolation violation) {
        if (phase == Phase.OPEN) {
            beginClosing(Initiator.CLIENT, violation.answer(), "");
        }
        close.violate(violation.getMessage());
    }

    private void beginClosing(Initiator initiator, CloseCode code, String reason) {
        phase = Phase.CLOSING;
        close = new CloseState(initiator);
        shard.loop.arm(deadline, shard.plan.timeouts().close().toNanos());
        out.sendControl(Opcode.CLOSE, FrameEncoder.closePayload(code, reason));
    }

    /** Drops the connection with a reset. */
    void abort() {
        if (phase == Phase.OPEN || phase == Phase.CLOSING) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                shard.errors.engine(index, e);
            }
            end(TcpEnd.ABORTED);
        }
    }

    private void end(TcpEnd tcpEnd) {
        CloseState how = close == null ? new CloseState(Initiator.NOBODY) : close;
        dispose();
        ClientOutcome before = outcome;
        outcome = new ClientOutcome(
                index,
                Status.CLOSED,
                before.handshake(),
                null,
                how.closure(tcpEnd),
                Duration.ofNanos(System.nanoTime() - opened));
        shard.ended(this);
        tellWaiters();
    }

    private void tellWaiters() {
        if (extras != null) {
            extras.ended(closure());
        }
    }

    private Optional<Closure> closure() {
        return Optional.ofNullable(outcome.closure());
    }

    private void expired() {
        LoadPlan.Timeouts limits = shard.plan.timeouts();
        switch (phase) {
            case CONNECTING -> fail(Failures.connectTimeout(limits.connect()));
            case SECURING, UPGRADING -> fail(Failures.handshakeTimeout(limits.handshake(), handshake));
            case CLOSING -> end(TcpEnd.TIMEOUT);
            case OPEN -> {
                ping(OutputBuffer.NOTHING.duplicate());
                armKeepAlive();
            }
            case ENDED -> {}
        }
    }

    private void dispose() {
        phase = Phase.ENDED;
        shard.loop.cancel(deadline);
        handshake = null;
        if (inflater != null) {
            shard.loop.execute(inflater::close);
        }
        closeChannel();
        out.close();
    }

    private void closeChannel() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            shard.errors.engine(index, e);
        }
    }
}
