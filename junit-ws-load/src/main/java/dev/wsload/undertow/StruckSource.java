package dev.wsload.undertow;

import dev.wsload.wire.RawFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

/** What comes from a client that a fault of the server is meant for: lets it pass, and tells where messages begin and end. */
final class StruckSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    /** How long the end of a connection that is being closed is awaited. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StruckPeer peer;
    private final ByteBuffer header = ByteBuffer.allocate(RawFrame.MOST_HEADER_BYTES);
    private final ByteBuffer discarded = ByteBuffer.allocate(4096);
    private long payloadLeft;
    private int firstByte = -1;
    private long messageBytes;
    private long lastRead = System.nanoTime();
    private long limit = Long.MAX_VALUE;
    private Runnable overLimit;
    private boolean discarding;
    private boolean hasEnded;

    StruckSource(StreamSourceConduit next, StruckPeer peer) {
        super(next);
        this.peer = peer;
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastRead);
    }

    void limit(long bytes, Runnable action) {
        limit = bytes;
        overLimit = action;
    }

    /** Gives nothing more to the endpoint but the end, when it comes or has been awaited for long enough. */
    void discard() {
        discarding = true;
        next.resumeReads();
        next.getReadThread()
                .executeAfter(
                        () -> {
                            hasEnded = true;
                            next.wakeupReads();
                        },
                        PATIENCE.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        if (discarding) {
            return readNothing();
        }
        int start = dst.position();
        int read = next.read(dst);
        if (read > 0) {
            lastRead = System.nanoTime();
            look(dst.duplicate().flip().position(start));
            if (discarding) {
                dst.position(start);
                return 0;
            }
        }
        return read;
    }

    private int readNothing() throws IOException {
        int read = hasEnded ? -1 : next.read(discarded.clear());
        while (read > 0) {
            read = next.read(discarded.clear());
        }
        return read;
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (dsts[i].hasRemaining()) {
                return read(dsts[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        return IoUtils.transfer(new ConduitReadableByteChannel(this), count, throughBuffer, target);
    }

    private void look(ByteBuffer bytes) {
        while (bytes.hasRemaining() && !discarding) {
            if (firstByte < 0) {
                lookAtHeader(bytes);
            } else {
                int taken = (int) Math.min(payloadLeft, bytes.remaining());
                bytes.position(bytes.position() + taken);
                payloadLeft -= taken;
            }
            if (firstByte >= 0 && payloadLeft == 0) {
                frameEnded();
            }
        }
    }

    private void lookAtHeader(ByteBuffer bytes) {
        header.put(bytes.get());
        ByteBuffer soFar = header.duplicate().flip();
        long size = RawFrame.sizeOf(soFar);
        if (size >= 0) {
            firstByte = header.get(0) & 0xFF;
            payloadLeft = size - header.position();
            header.clear();
            frameBegins();
        }
    }

    private void frameBegins() {
        if (RawFrame.isData(firstByte)) {
            messageBytes += payloadLeft;
            if (messageBytes > limit) {
                overLimit.run();
            }
        }
    }

    private void frameEnded() {
        boolean endsMessage = RawFrame.endsMessage(firstByte);
        firstByte = -1;
        if (endsMessage) {
            messageBytes = 0;
            peer.moments().received();
        }
    }
}
