package dev.wsload.undertow;

import dev.wsload.wire.RawFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/**
 * What goes to a client that a fault of the server is meant for: frame by frame, as faults want it. It takes nothing as long as
 * something waits for the socket, so what waits is bounded by what one write gave.
 */
final class StruckSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final StruckPeer peer;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
    private Function<RawFrame, List<RawFrame>> edit = List::of;
    private ByteBuffer begun = ByteBuffer.allocate(256);
    private Runnable failing;
    private boolean closing;
    private Runnable whenClosed;
    private boolean terminated;

    StruckSink(StreamSinkConduit next, StruckPeer peer) {
        super(next);
        this.peer = peer;
    }

    // ---- what faults do

    void edit(Function<RawFrame, List<RawFrame>> change) {
        Function<RawFrame, List<RawFrame>> before = edit;
        edit = frame -> before.apply(frame).stream()
                .flatMap(edited -> change.apply(edited).stream())
                .toList();
    }

    /** Lets writes fail from now on; each of them does this first. */
    void fail(Runnable first) {
        failing = first;
    }

    /** Sends bytes behind the frames that are whole, unless the last ones have been sent, or writes fail. */
    void send(ByteBuffer bytes) {
        if (!closing && failing == null) {
            waiting.add(bytes);
            next.resumeWrites();
        }
    }

    /** Sends bytes, and the end behind them; what anybody sends from then on is dropped. */
    void sendLast(ByteBuffer bytes, Runnable onceSent) {
        if (!closing) {
            send(bytes);
            closing = true;
            whenClosed = onceSent;
        }
    }

    // ---- what the endpoint sends

    @Override
    public int write(ByteBuffer src) throws IOException {
        if (failing != null) {
            failing.run();
            throw new IOException("the write deadline has passed, by a fault");
        }
        if (!drain()) {
            return 0;
        }
        int taken = src.remaining();
        take(src);
        drain();
        return taken;
    }

    private void take(ByteBuffer src) {
        if (begun.remaining() < src.remaining()) {
            begun = ByteBuffer.allocate(2 * (begun.position() + src.remaining()))
                    .put(begun.flip());
        }
        begun.put(src).flip();
        for (long size = RawFrame.sizeOf(begun);
                size >= 0 && size <= begun.remaining();
                size = RawFrame.sizeOf(begun)) {
            sent(RawFrame.read(begun));
        }
        begun.compact();
    }

    private void sent(RawFrame frame) {
        if (closing) {
            return;
        }
        edit.apply(frame).forEach(edited -> waiting.add(edited.bytes()));
        if (frame.endsMessage()) {
            peer.moments().sent();
        }
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        long taken = 0;
        for (int i = offset; i < offset + length; i++) {
            if (srcs[i].hasRemaining()) {
                int one = write(srcs[i]);
                taken += one;
                if (srcs[i].hasRemaining()) {
                    break;
                }
            }
        }
        return taken;
    }

    @Override
    public int writeFinal(ByteBuffer src) throws IOException {
        return Conduits.writeFinalBasic(this, src);
    }

    @Override
    public long writeFinal(ByteBuffer[] srcs, int offset, int length) throws IOException {
        return Conduits.writeFinalBasic(this, srcs, offset, length);
    }

    @Override
    public long transferFrom(FileChannel src, long position, long count) throws IOException {
        return src.transferTo(position, count, new ConduitWritableByteChannel(this));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        return IoUtils.transfer(source, count, throughBuffer, new ConduitWritableByteChannel(this));
    }

    @Override
    public boolean flush() throws IOException {
        return drain() && next.flush();
    }

    /** That a fault has ended the server's half is not for the endpoint to know. */
    @Override
    public boolean isWriteShutdown() {
        return terminated && next.isWriteShutdown();
    }

    @Override
    public void terminateWrites() throws IOException {
        terminated = true;
        drain();
    }

    /** Writes what waits; returns whether nothing does any more. */
    private boolean drain() throws IOException {
        while (!waiting.isEmpty()) {
            ByteBuffer first = waiting.peek();
            next.write(first);
            if (first.hasRemaining()) {
                return false;
            }
            waiting.remove();
        }
        if (closing || terminated) {
            next.terminateWrites();
        }
        if (whenClosed != null) {
            whenClosed.run();
            whenClosed = null;
        }
        return true;
    }
}
