package dev.wsload.fleet;

import dev.wsload.plan.Tls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

/**
 * Bytes through TLS to the socket: {@code wss}. Delegated tasks run on the loop. Ciphertext passes through the loop's buffers;
 * only what is left of it, a part of a record or what the socket did not take, is kept here.
 */
final class TlsLink implements Link {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final ByteChannel channel;
    private final SSLEngine engine;
    private final TlsBuffers shared;
    private ByteBuffer received = EMPTY;
    private ByteBuffer toSend = EMPTY;
    private boolean begun;
    private boolean secured;
    private boolean ended;
    private boolean overflowed;

    TlsLink(ByteChannel channel, SSLEngine engine, TlsBuffers shared) {
        this.channel = channel;
        this.engine = engine;
        this.shared = shared;
    }

    /** Creates the client's engine; host and port name the session to resume, and the host is verified unless told not to. */
    static SSLEngine engine(Tls tls, String host, int port) {
        SSLEngine engine = tls.context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (tls.verifyHostname()) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    @Override
    public boolean secure() throws IOException {
        if (!begun) {
            begun = true;
            engine.beginHandshake();
        }
        try {
            while (!secured && flush() && handshakeStep()) {
                continue;
            }
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            hearAlert();
            throw e;
        }
        return secured;
    }

    /** A server that refuses may reset while the client still writes: the alert that says why lies in the socket. */
    private void hearAlert() throws IOException {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(EMPTY, shared.outgoing());
        }
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP && unwrapHandshake()) {
            continue;
        }
    }

    /** Takes one step of the handshake; returns whether another may follow now. */
    private boolean handshakeStep() throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> {
                wrap(EMPTY);
                yield true;
            }
            case NEED_TASK -> {
                runTasks();
                yield true;
            }
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrapHandshake();
            case NOT_HANDSHAKING, FINISHED -> {
                secured = true;
                yield false;
            }
        };
    }

    private boolean unwrapHandshake() throws IOException {
        ByteBuffer source = shared.incoming(received);
        Status status = engine.unwrap(source, shared.nothing()).getStatus();
        int count = 1;
        if (status == Status.BUFFER_UNDERFLOW) {
            count = readSocket(source);
        }
        keep(source);
        if (count < 0 || status == Status.CLOSED) {
            throw new SSLHandshakeException("the server closed the connection during the TLS handshake");
        }
        return count > 0;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int start = into.position();
        ByteBuffer source = shared.incoming(received);
        unwrapAll(source, into);
        if (into.position() == start && !ended) {
            ended = readSocket(source) < 0;
            unwrapAll(source, into);
        }
        keep(source);
        flush();
        int produced = into.position() - start;
        return produced == 0 && ended ? -1 : produced;
    }

    private void unwrapAll(ByteBuffer source, ByteBuffer into) throws IOException {
        Status status = Status.OK;
        while (status == Status.OK && source.hasRemaining()) {
            status = engine.unwrap(source, into).getStatus();
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
                wrap(EMPTY);
            }
        }
        ended |= status == Status.CLOSED;
        overflowed = status == Status.BUFFER_OVERFLOW;
    }

    /** Reads from the socket behind what the source still holds; returns what the socket returned. */
    private int readSocket(ByteBuffer source) throws IOException {
        source.compact();
        try {
            return channel.read(source);
        } finally {
            source.flip();
        }
    }

    private void keep(ByteBuffer source) {
        received = source.hasRemaining() ? copy(source) : EMPTY;
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** After the peer has ended the TLS session, bytes have nowhere to go; reading tells the connection so. */
    @Override
    public void write(ByteBuffer from) throws IOException {
        boolean progress = true;
        while (progress && from.hasRemaining() && flush()) {
            int before = from.remaining();
            if (wrap(from) == Status.CLOSED) {
                from.position(from.limit());
            }
            progress = from.remaining() < before;
        }
    }

    /** Makes one record and writes what the socket takes of it now. */
    private Status wrap(ByteBuffer from) throws IOException {
        ByteBuffer record = shared.outgoing();
        Status status = engine.wrap(from, record).getStatus();
        record.flip();
        if (toSend == EMPTY) {
            channel.write(record);
        }
        if (record.hasRemaining()) {
            toSend = join(toSend, record);
        }
        return status;
    }

    private static ByteBuffer join(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();
    }

    @Override
    public boolean flush() throws IOException {
        if (toSend.hasRemaining()) {
            channel.write(toSend);
        }
        if (!toSend.hasRemaining()) {
            toSend = EMPTY;
        }
        return toSend == EMPTY;
    }

    @Override
    public boolean hasBuffered() {
        return overflowed || ended;
    }

    @Override
    public boolean holdsBack() {
        return toSend.hasRemaining();
    }
}
