package dev.wsload.fleet;

import dev.wsload.plan.Tls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

/**
 * Bytes through TLS to the socket: {@code wss}. Delegated tasks run on the loop. Both buffers hold ciphertext and exist
 * only while they are not empty, so that an idle connection keeps none.
 */
final class TlsLink implements Link {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private ByteBuffer received = EMPTY;
    private ByteBuffer toSend = EMPTY;
    private boolean begun;
    private boolean secured;
    private boolean ended;

    TlsLink(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
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
        ByteBuffer none = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        while (!secured && flush() && handshakeStep(none)) {
            none.clear();
        }
        return secured;
    }

    /** Takes one step of the handshake; returns whether another may follow now. */
    private boolean handshakeStep(ByteBuffer none) throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> {
                wrap(EMPTY);
                yield true;
            }
            case NEED_TASK -> {
                runTasks();
                yield true;
            }
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrapOrReceive(none);
            case NOT_HANDSHAKING, FINISHED -> {
                secured = true;
                yield false;
            }
        };
    }

    private boolean unwrapOrReceive(ByteBuffer none) throws IOException {
        SSLEngineResult.Status status = unwrap(none);
        int count = status == SSLEngineResult.Status.BUFFER_UNDERFLOW ? receive() : 1;
        if (count < 0 || status == SSLEngineResult.Status.CLOSED) {
            throw new SSLHandshakeException("the server closed the connection during the TLS handshake");
        }
        return count > 0;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int start = into.position();
        unwrapAll(into);
        if (into.position() == start && !ended) {
            int count = receive();
            if (count < 0) {
                ended = true;
            } else {
                unwrapAll(into);
            }
        }
        flush();
        int produced = into.position() - start;
        return produced == 0 && ended ? -1 : produced;
    }

    private void unwrapAll(ByteBuffer into) throws IOException {
        SSLEngineResult.Status status = SSLEngineResult.Status.OK;
        while (status == SSLEngineResult.Status.OK && received.hasRemaining()) {
            status = unwrap(into);
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
                wrap(EMPTY);
            }
        }
        ended |= status == SSLEngineResult.Status.CLOSED;
    }

    private SSLEngineResult.Status unwrap(ByteBuffer into) throws IOException {
        SSLEngineResult.Status status = engine.unwrap(received, into).getStatus();
        if (!received.hasRemaining()) {
            received = EMPTY;
        }
        return status;
    }

    /** Reads ciphertext from the socket behind what is left of the last; returns what the socket returned. */
    private int receive() throws IOException {
        int packet = engine.getSession().getPacketBufferSize();
        ByteBuffer room = ByteBuffer.allocate(received.remaining() + packet).put(received);
        int count = channel.read(room);
        received = room.position() == 0 ? EMPTY : room.flip();
        return count;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** After the peer has ended the TLS session, bytes have nowhere to go; reading tells the connection so. */
    @Override
    public void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining() && flush()) {
            if (wrap(from) == SSLEngineResult.Status.CLOSED) {
                from.position(from.limit());
            }
        }
        flush();
    }

    private SSLEngineResult.Status wrap(ByteBuffer from) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(
                        toSend.remaining() + engine.getSession().getPacketBufferSize())
                .put(toSend);
        SSLEngineResult.Status status = engine.wrap(from, record).getStatus();
        toSend = record.flip();
        return status;
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
        return received.hasRemaining();
    }

    @Override
    public boolean holdsBack() {
        return toSend.hasRemaining();
    }
}
