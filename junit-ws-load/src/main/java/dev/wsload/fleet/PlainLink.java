package dev.wsload.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** Bytes straight to the socket: {@code ws}. */
record PlainLink(ByteChannel channel) implements Link {
    private static final int PIECE = 64 * 1024;

    @Override
    public boolean secure() {
        return true;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    /** Writes in pieces: the JDK copies all of a heap buffer, however little of it the socket takes. */
    @Override
    public void write(ByteBuffer from) throws IOException {
        int end = from.limit();
        boolean taken = true;
        while (taken && from.position() < end) {
            from.limit(Math.min(end, from.position() + PIECE));
            channel.write(from);
            taken = !from.hasRemaining();
        }
        from.limit(end);
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public boolean hasBuffered() {
        return false;
    }

    @Override
    public boolean holdsBack() {
        return false;
    }
}
