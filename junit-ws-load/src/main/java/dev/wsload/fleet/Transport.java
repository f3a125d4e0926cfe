package dev.wsload.fleet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The socket of one connection, and the bytes that pass through it. */
final class Transport {
    private final Connection connection;
    private final Shard shard;
    private final Outbound out;
    private SocketChannel channel;
    private SelectionKey key;
    private Link link;
    private boolean waitsToWrite;
    private IOException writeError;
    private boolean closed;

    Transport(Connection connection, Shard shard) {
        this.connection = connection;
        this.shard = shard;
        out = new Outbound(shard.output, shard.plan.bounds().maxUnsentBytes(), this::writeFailed);
    }

    Outbound out() {
        return out;
    }

    /** Begins to connect with a new socket; returns whether that is done already. */
    boolean connect(InetSocketAddress address) throws IOException {
        closeChannel();
        channel = shard.openChannel(connection.index, address);
        boolean connected = channel.connect(address);
        key = shard.loop.register(channel, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, connection);
        if (connected) {
            Failures.refuseSelf(channel);
        }
        return connected;
    }

    /** Returns whether TCP has connected; the selector may have been wrong about that. */
    boolean finishConnect() throws IOException {
        boolean connected = channel.finishConnect();
        if (connected) {
            Failures.refuseSelf(channel);
        }
        return connected;
    }

    /** Returns where it has connected from. */
    SocketAddress localAddress() {
        return channel.socket().getLocalSocketAddress();
    }

    /** Does what must happen before the first byte, as far as it gets now; returns whether it is done. */
    boolean secure() throws IOException {
        if (link == null) {
            link = shard.target.link(bytes(), shard.tls);
            out.attach(link);
            key.interestOps(SelectionKey.OP_READ);
        }
        boolean secured = link.secure();
        updateInterest();
        return secured;
    }

    private ByteChannel bytes() {
        Victim victim = connection.victim();
        return victim == null ? channel : victim.channel(channel);
    }

    /** Writes what waits, if the socket is ready for it. */
    void flush() {
        if (waitsToWrite && key.isWritable()) {
            out.flush();
        }
    }

    /** Reads into the loop's input buffer what is there; returns how much, or -1 at the end. */
    int read() throws IOException {
        boolean ready = !closed && (key.isReadable() || link.hasBuffered());
        return ready ? link.read(shard.input.clear()) : 0;
    }

    /** Says whether the link holds bytes that {@link #read()} would return now. */
    boolean hasBuffered() {
        return !closed && link.hasBuffered();
    }

    /** A write failed. What the server said before may still lie in the socket, so reading goes on to its end. */
    private void writeFailed(IOException e) {
        writeError = e;
        shard.loop.execute(() -> drain(e));
    }

    private void drain(IOException cause) {
        try {
            while (!closed) {
                shard.output.cork(out);
                int count = link.read(shard.input.clear());
                if (count > 0) {
                    connection.stage().received(shard.input.flip());
                } else if (count < 0) {
                    connection.stage().finished();
                } else {
                    connection.stage().broken(cause);
                }
            }
        } catch (IOException e) {
            connection.stage().broken(e);
        } finally {
            shard.output.uncork();
        }
    }

    /** Returns with what the socket has refused to be written to, for the server has reset the connection; null if it has not. */
    IOException writeError() {
        return writeError;
    }

    /**
     * Asks the selector for what is wanted now, and lets the connection know when nothing waits any more; to be called
     * after anything was sent, unless it was sent while the connection was served.
     */
    void updateInterest() {
        if (closed || link == null) {
            return;
        }
        boolean waits = out.isBlocked() || link.holdsBack();
        boolean changed = waits != waitsToWrite;
        if (changed || connection.victim() != null) {
            if (changed) {
                connection.blocked(waits);
            }
            waitsToWrite = waits;
            key.interestOps(interest());
            if (changed && !waits) {
                shard.loop.execute(connection::writable);
            }
        }
    }

    private int interest() {
        Victim victim = connection.victim();
        boolean reads = victim == null || !victim.bytes().holdsReads();
        boolean writes = waitsToWrite && (victim == null || !victim.bytes().holdsWrites());
        return (reads ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
    }

    /** Goes on where a fault had held up the bytes. */
    void resume() {
        if (!closed && link != null) {
            out.flush();
            connection.ready();
        }
    }

    /** Lets closing the socket reset the connection (socket(7), SO_LINGER). */
    void resetOnClose() {
        try {
            if (channel != null) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            shard.errors.engine(connection.index, e);
        }
    }

    void close() {
        closed = true;
        closeChannel();
        out.close();
    }

    private void closeChannel() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            shard.errors.engine(connection.index, e);
        }
    }
}
