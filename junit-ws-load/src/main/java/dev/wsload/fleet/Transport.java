package dev.wsload.fleet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The socket of one connection, and the bytes that pass through it. Tells the connection's stage what comes. */
final class Transport {
    private final Connection connection;
    private final Shard shard;
    private final Outbound out;
    private SocketChannel channel;
    private SelectionKey key;
    private Link link;
    private boolean writeFailed;
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

    void finishConnect() throws IOException {
        channel.finishConnect();
        Failures.refuseSelf(channel);
    }

    /** Does what must happen before the first byte, as far as it gets now; returns whether it is done. */
    boolean secure() throws IOException {
        if (link == null) {
            link = shard.target.link(channel, shard.tls);
            out.attach(link);
        }
        boolean secured = link.secure();
        updateInterest();
        return secured;
    }

    /** Writes and reads what the socket is ready for. */
    void exchange() throws IOException {
        if (key.isWritable()) {
            out.flush();
            if (!out.isBlocked()) {
                connection.stage().writable();
            }
        }
        if (!closed && key.isReadable()) {
            read();
        }
        updateInterest();
    }

    private void read() throws IOException {
        shard.output.cork(out);
        try {
            int count = readOnce();
            while (count > 0 && !closed && link.hasBuffered()) {
                count = readOnce();
            }
            if (count < 0 && !closed) {
                connection.stage().finished();
            }
        } finally {
            shard.output.uncork();
        }
    }

    private int readOnce() throws IOException {
        ByteBuffer input = shard.input.clear();
        int count = link.read(input);
        if (count > 0) {
            connection.stage().received(input.flip());
        }
        return count;
    }

    /** A write failed. What the server said before may still lie in the socket, so reading goes on to its end. */
    private void writeFailed(IOException e) {
        writeFailed = true;
        shard.loop.execute(() -> drain(e));
    }

    private void drain(IOException cause) {
        try {
            while (!closed) {
                shard.output.cork(out);
                int count = readOnce();
                if (count < 0) {
                    connection.stage().finished();
                } else if (count == 0) {
                    connection.stage().broken(cause);
                }
            }
        } catch (IOException e) {
            connection.stage().broken(e);
        } finally {
            shard.output.uncork();
        }
    }

    /** Says whether the socket has refused to be written to: the server has reset the connection. */
    boolean hasFailedToWrite() {
        return writeFailed;
    }

    /** Asks the selector for what is wanted now; to be called after anything was sent. */
    void updateInterest() {
        if (closed || link == null || !key.isValid()) {
            return;
        }
        int interest = SelectionKey.OP_READ | (out.isBlocked() || link.holdsBack() ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** Lets closing the socket reset the connection (socket(7), SO_LINGER). */
    void resetOnClose() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
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
