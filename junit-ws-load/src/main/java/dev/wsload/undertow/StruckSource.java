package dev.wsload.undertow;

import dev.wsload.wire.RawFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * What comes from a client that a fault of the server is meant for: lets it pass, and tells where messages begin and end. It gives
 * nothing before the faults are ready to see it.
 */
final class StruckSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
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
    private volatile boolean hasBegun;
    private boolean isAwaited;
    private boolean isAwoken;

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

    /** Gives nothing more to the endpoint but the end, when it comes. */
    void discard() {
        discarding = true;
        next.resumeReads();
    }

    // ---- before the faults are ready, on any thread

    /** Gives from now on. */
    synchronized void begin() {
        hasBegun = true;
        if (isAwoken) {
            next.wakeupReads();
        } else if (isAwaited) {
            next.resumeReads();
        }
    }

    @Override
    public synchronized void resumeReads() {
        isAwaited = true;
        if (hasBegun) {
            next.resumeReads();
        }
    }

    @Override
    public synchronized void wakeupReads() {
        isAwaited = true;
        isAwoken = true;
        if (hasBegun) {
            next.wakeupReads();
        }
    }

    @Override
    public synchronized void suspendReads() {
        isAwaited = false;
        next.suspendReads();
    }

    @Override
    public synchronized boolean isReadResumed() {
        return hasBegun ? next.isReadResumed() : isAwaited;
    }

    // ---- what comes

    @Override
    public int read(ByteBuffer dst) throws IOException {
        if (!hasBegun) {
            return 0;
        }
        if (discarding) {
            return readNothing();
        }
        int start = dst.position();
        int read = next.read(dst);
        if (read <= 0) {
            return read;
        }
        lastRead = System.nanoTime();
        int given = look(dst.duplicate().flip().position(start));
        dst.position(start + given);
        return given;
    }

    private int readNothing() throws IOException {
        int read = next.read(discarded.clear());
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

    /** Returns how many of the bytes are for the endpoint: all, or those before what has made a fault close. */
    private int look(ByteBuffer bytes) {
        int start = bytes.position();
        int given = bytes.remaining();
        while (bytes.hasRemaining() && !discarding) {
            if (firstByte < 0) {
                int frame = Math.max(start, bytes.position() - header.position());
                lookAtHeader(bytes);
                given = discarding ? frame - start : given;
            } else {
                int taken = (int) Math.min(payloadLeft, bytes.remaining());
                bytes.position(bytes.position() + taken);
                payloadLeft -= taken;
            }
            if (firstByte >= 0 && payloadLeft == 0 && !discarding) {
                frameEnded();
                given = discarding ? bytes.position() - start : given;
            }
        }
        return given;
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
            if (payloadLeft > limit - messageBytes) {
                overLimit.run();
            } else {
                messageBytes += payloadLeft;
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
