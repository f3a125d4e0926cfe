package dev.wsload.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Counts the bytes that leave a connection, for the faults that strike after so many: not one byte more leaves before the
 * fault has struck.
 */
final class CountingChannel implements ByteChannel {
    private final ByteChannel below;
    private final Queue<Strike> due =
            new PriorityQueue<>(Comparator.comparingLong(strike -> strike.when().count()));
    private final Executor soon;
    private long sent;
    private boolean striking;

    /**
     * Creates a channel.
     *
     * @param soon runs on the connection's loop, after what it does now: to strike in the middle of a write would be too early
     */
    CountingChannel(ByteChannel below, Collection<Strike> strikes, Executor soon) {
        this.below = below;
        this.soon = soon;
        due.addAll(strikes);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return below.read(into);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (striking) {
            return 0;
        }
        long room = due.isEmpty() ? Long.MAX_VALUE : due.element().when().count() - sent;
        int end = from.limit();
        from.limit((int) Math.min(end, from.position() + Math.min(room, from.remaining())));
        int written = below.write(from);
        from.limit(end);
        sent += written;
        if (written == room) {
            striking = true;
            soon.execute(this::strike);
        }
        return written;
    }

    private void strike() {
        while (!due.isEmpty() && due.element().when().count() == sent) {
            due.remove().begin();
        }
        striking = false;
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
