package dev.wsload.fleet;

import dev.wsload.result.Activity;
import dev.wsload.result.Activity.Arriving;
import dev.wsload.result.Phase;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.DeflateParameters;
import dev.wsload.wire.FrameDecoder;
import dev.wsload.wire.FrameEncoder;
import dev.wsload.wire.HandshakeAgreement;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.MessageDeflater;
import dev.wsload.wire.MessageInflater;
import dev.wsload.wire.MessageSink;
import dev.wsload.wire.Opcode;
import dev.wsload.wire.ProtocolViolation;
import dev.wsload.wire.Role;
import dev.wsload.wire.TcpEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** The stage of an open connection: messages, and then the close handshake. */
final class Conversation implements Stage, MessageSink {
    private final Connection connection;
    private final Shard shard;
    private final Transport transport;
    private final Victim victim;
    private final HandshakeAgreement agreement;
    private final FrameDecoder decoder;
    private final long begun = System.nanoTime();
    private final Pulse pulse = new Pulse(begun);
    private final FrameRing frames;
    private MessageInflater inflater;
    private CloseState close;
    private boolean ended;

    Conversation(Connection connection, HandshakeAgreement agreement) {
        this.connection = connection;
        shard = connection.shard();
        transport = connection.transport();
        victim = connection.victim();
        this.agreement = shard.shared(agreement.withoutHeaders());
        frames = new FrameRing(begun, shard.clock);
        transport.out().noteIn(frames);
        agreement.deflate().ifPresent(this::compress);
        decoder = new FrameDecoder(Role.CLIENT, shard.plan.bounds().maxMessageBytes(), inflater);
        expireForKeepAlive();
    }

    private void compress(DeflateParameters agreed) {
        inflater = new MessageInflater(agreed, Role.CLIENT);
        transport.out().compressWith(new MessageDeflater(agreed, Role.CLIENT));
    }

    HandshakeAgreement agreement() {
        return agreement;
    }

    /** Returns what has passed so far; thread-safe. */
    Activity activity() {
        return pulse.activity();
    }

    /** Returns when it began, in nanoseconds of the JVM's clock. */
    long begun() {
        return begun;
    }

    /** Says whether messages may be sent: no close frame has been sent or received, and TCP has not ended. */
    boolean isOpen() {
        return close == null && !ended;
    }

    private boolean hasReceivedClose() {
        return close != null && close.received();
    }

    // ---- sending

    /** The socket has stopped to take what is sent, or takes it again. */
    void blocked(boolean isBlocked) {
        if (isBlocked) {
            pulse.blocked(shard.loop.now());
        } else {
            pulse.unblocked();
        }
    }

    /** Sends a message if the connection is open and has room for it. */
    boolean send(Opcode kind, ByteBuffer payload) {
        if (!isOpen() || !transport.out().hasRoom(payload.remaining())) {
            return false;
        }
        transport.out().sendMessage(kind, payload);
        shard.counters.messagesSent.add(1);
        pulse.sentMessage(shard.loop.now());
        transport.updateInterest();
        if (victim != null) {
            victim.moments().sent();
        }
        return true;
    }

    /** Sends a ping, or skips it while the server does not read; returns whether the connection is open. */
    boolean ping(ByteBuffer payload) {
        if (isOpen() && transport.out().hasRoomForControl()) {
            transport.out().sendControl(Opcode.PING, payload);
            transport.updateInterest();
        }
        return isOpen();
    }

    private void expireForKeepAlive() {
        Duration every = shard.plan.timeouts().keepAlive();
        if (every.isZero()) {
            connection.neverExpire();
        } else {
            connection.expireIn(every);
        }
    }

    // ---- receiving

    @Override
    public Phase phase() {
        return close == null ? Phase.OPEN : Phase.CLOSING;
    }

    @Override
    public boolean ready() throws IOException {
        transport.flush();
        int count = transport.read();
        if (count > 0) {
            received(shard.input.flip());
        } else if (count < 0) {
            finished();
        }
        return transport.hasBuffered();
    }

    @Override
    public void received(ByteBuffer bytes) {
        if (close != null && close.violated()) {
            return;
        }
        try {
            decoder.decode(bytes, this);
            pulse.arriving(arriving());
        } catch (ProtocolViolation e) {
            violated(e, bytes.duplicate().position(decoder.frameStart()));
        }
    }

    @Override
    public void onFrame(int firstByte, long length) {
        frames.received(firstByte, length);
    }

    boolean isFirstToOffend() {
        return shard.firstOffence.isOpen(connection.isHealthy());
    }

    /** Keeps the frames of this connection if it is the first that has met any offence. */
    void offended(String offence, ByteBuffer offending) {
        shard.firstOffence.met(connection.isHealthy(), () -> frames.log(connection.index, offence, offending));
    }

    private Arriving arriving() {
        if (decoder.inFrame()) {
            return Arriving.FRAME;
        }
        return decoder.inMessage() ? Arriving.FRAGMENTS : Arriving.NOTHING;
    }

    @Override
    public void onMessage(Opcode kind, ByteBuffer payload) {
        if (ended) {
            return;
        }
        shard.counters.messagesReceived.add(1);
        pulse.receivedMessage(shard.loop.now());
        if (hasReceivedClose()) {
            shard.driver.afterClose(connection);
        } else {
            shard.driver.message(connection, kind, payload);
            if (victim != null) {
                victim.moments().received();
            }
        }
    }

    /**
     * Answers while the connection is open. After the client's own close frame it does not, against RFC 6455 section 5.5.2: a
     * server that has answered may have ended TCP, and a pong would then be met with a reset that spoils the closure.
     */
    @Override
    public void onPing(ByteBuffer payload) {
        if (isOpen() && transport.out().hasRoomForControl() && !(victim != null && victim.ignoresPings())) {
            pulse.receivedPing(shard.loop.now());
            transport.out().sendControl(Opcode.PONG, payload);
        }
    }

    @Override
    public void onPong(ByteBuffer payload) {
        if (!ended) {
            shard.counters.pongsReceived.add(1);
            if (payload.remaining() != Long.BYTES && !isOfKeepAlive(payload)) {
                shard.counters.otherPongs.add(1);
            }
            connection.pong(payload);
            shard.driver.pong(connection);
        }
    }

    /** The only ping of the fleet's without a number in it. */
    private boolean isOfKeepAlive(ByteBuffer payload) {
        return !payload.hasRemaining() && !shard.plan.timeouts().keepAlive().isZero();
    }

    // ---- ending

    /** Starts the close handshake (RFC 6455 section 7.1.2), unless it has begun. */
    void close(CloseCode code, String reason) {
        if (isOpen()) {
            beginClosing(Initiator.CLIENT, code, reason);
        }
    }

    /** Leaves the end to the server, in its time, where a fault lets nothing be sent any more. */
    void awaitEnd() {
        if (isOpen()) {
            close = new CloseState(Initiator.NOBODY);
            connection.expireIn(shard.plan.timeouts().close());
        }
    }

    @Override
    public void onClose(CloseCode code, String reason) {
        if (hasReceivedClose() || ended) {
            return;
        }
        if (isOpen()) {
            beginClosing(Initiator.SERVER, code, "");
        }
        close.receive(code, reason);
    }

    private void violated(ProtocolViolation violation, ByteBuffer offending) {
        if (ended) {
            return;
        }
        offended(violation.getMessage(), offending);
        if (isOpen()) {
            beginClosing(Initiator.CLIENT, violation.answer(), "");
        }
        close.violate(violation.getMessage());
    }

    private void beginClosing(Initiator initiator, CloseCode code, String reason) {
        close = new CloseState(initiator);
        connection.expireIn(shard.plan.timeouts().close());
        if (initiator == Initiator.CLIENT || victim == null || !victim.ignoresClose()) {
            close.send(code);
            transport.out().sendControl(Opcode.CLOSE, FrameEncoder.closePayload(code, reason));
            transport.updateInterest();
        }
    }

    /** Drops the connection with a reset. */
    void abort() {
        transport.resetOnClose();
        drop();
    }

    /** Drops the connection, without a close frame. */
    void drop() {
        end(TcpEnd.ABORTED, null);
    }

    @Override
    public void finished() {
        end(transport.writeError() == null ? TcpEnd.FIN : TcpEnd.RESET, transport.writeError());
    }

    /** Only the socket's own errors say how TCP ended; after one of TLS or of this library the client drops it. */
    @Override
    public void broken(IOException cause) {
        if (cause instanceof SSLException) {
            close = close == null ? new CloseState(Initiator.NOBODY) : close;
            close.violate("TLS failed: " + cause.getMessage());
        }
        end(Failures.isOfSocket(cause) ? Failures.tcpEnd(cause) : TcpEnd.ABORTED, cause);
    }

    /** While the connection is open the only deadline is that of the next keep-alive ping. */
    @Override
    public void expired() {
        if (isOpen()) {
            ping(OutputBuffer.NOTHING.duplicate());
            expireForKeepAlive();
        } else {
            end(TcpEnd.TIMEOUT, null);
        }
    }

    private void end(TcpEnd tcpEnd, IOException error) {
        if (ended) {
            return;
        }
        ended = true;
        if (inflater != null) {
            shard.loop.execute(inflater::close);
        }
        CloseState how = close == null ? new CloseState(Initiator.NOBODY) : close;
        connection.ended(how.closure(tcpEnd), pulse.age(System.nanoTime()), pulse.activity(), error);
    }
}
