package dev.wsload.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/**
 * The socket of a connection that faults may shape: bytes sent late, in slices, slowly, or not at all. What is on its way
 * waits here, within a bound; beyond that it takes nothing, until it tells that it takes more. Its loop alone touches it.
 */
final class ShapedChannel implements ByteChannel {
    private static final int CAPACITY = 64 * 1024;
    private static final long SOCKET_FULL_NANOS = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    /** Segments between two looks at the other connections of the loop. */
    private static final int BATCH = 64;

    private final EventLoop loop;
    private final Runnable progress;
    private final Timer writing = new Timer(this::send);
    private final Timer reading;
    private final Timer stallEnd = new Timer(this::goOn);
    private final Deque<Piece> onTheirWay = new ArrayDeque<>();
    private SocketChannel socket;
    private ByteChannel below;
    private int waiting;
    private IOException failure;
    private boolean halfClosed;
    private boolean writesStopped;
    private boolean readsStopped;
    private long latency;
    private long jitter;
    private RandomGenerator random;
    private int slice = Integer.MAX_VALUE;
    private long pause;
    private long writeRate;
    private long readRate;
    private long lastDue;
    private long nextWrite;

    /**
     * Creates a channel.
     *
     * @param progress called on the loop when there is room again, or something to read
     */
    ShapedChannel(EventLoop loop, Runnable progress) {
        this.loop = loop;
        this.progress = progress;
        reading = new Timer(progress);
    }

    private record Piece(ByteBuffer bytes, long due) {}

    /**
     * Puts it over a socket that has connected.
     *
     * @param counting what bytes pass on their way to the socket
     */
    ShapedChannel over(SocketChannel connected, ByteChannel counting) {
        socket = connected;
        below = counting;
        return this;
    }

    // ---- shapes

    void stopWriting() {
        writesStopped = true;
    }

    void stopReading() {
        readsStopped = true;
    }

    void stall(Duration time) {
        loop.arm(stallEnd, time.toNanos());
    }

    private void goOn() {
        send();
        progress.run();
    }

    private boolean isStalled() {
        return stallEnd.isArmed();
    }

    void delay(Duration by, Duration upTo, RandomGenerator choices) {
        latency = by.toNanos();
        jitter = upTo.toNanos();
        random = choices;
    }

    void slice(int bytes, Duration between) {
        slice = bytes;
        pause = between.toNanos();
    }

    void sliceNoMore() {
        slice = Integer.MAX_VALUE;
        pause = 0;
    }

    void limitWriting(long bytesPerSecond) {
        writeRate = bytesPerSecond;
    }

    void limitReading(long bytesPerSecond) {
        readRate = bytesPerSecond;
    }

    boolean isHalfClosed() {
        return halfClosed;
    }

    /** What is written from now on goes nowhere. */
    void halfClose() throws IOException {
        halfClosed = true;
        onTheirWay.clear();
        waiting = 0;
        socket.shutdownOutput();
    }

    /** Says whether a close handshake is out of the question, for nothing is read or nothing is written any more. */
    boolean isStopped() {
        return writesStopped || readsStopped;
    }

    /** Says whether the socket's being writable, or not, means nothing now. */
    boolean holdsWrites() {
        return writesStopped || isStalled() || waiting > 0;
    }

    boolean holdsReads() {
        return readsStopped || isStalled() || reading.isArmed();
    }

    private boolean isShaped() {
        return latency + jitter > 0 || slice < Integer.MAX_VALUE || writeRate > 0;
    }

    // ---- writing

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (halfClosed) {
            int count = from.remaining();
            from.position(from.limit());
            return count;
        }
        if (writesStopped || isStalled()) {
            return 0;
        }
        return isShaped() || waiting > 0 ? takeOver(from) : below.write(from);
    }

    private int takeOver(ByteBuffer from) {
        int count = Math.min(from.remaining(), CAPACITY - waiting);
        if (count > 0) {
            ByteBuffer piece = ByteBuffer.allocate(count);
            piece.put(from.slice(from.position(), count)).flip();
            from.position(from.position() + count);
            long late = latency + (jitter > 0 ? random.nextLong(jitter + 1) : 0);
            lastDue = Math.max(lastDue, System.nanoTime() + late);
            onTheirWay.add(new Piece(piece, lastDue));
            waiting += count;
            loop.execute(this::send);
        }
        return count;
    }

    private void send() {
        try {
            int segments = 0;
            while (segments++ < BATCH && maySend()) {
                sendSome(onTheirWay.element());
            }
            if (segments > BATCH) {
                loop.execute(this::send);
            }
        } catch (IOException e) {
            failure = e;
            onTheirWay.clear();
            waiting = 0;
            progress.run();
        }
    }

    private boolean maySend() {
        if (writesStopped || isStalled() || onTheirWay.isEmpty() || !socket.isOpen()) {
            return false;
        }
        long due = Math.max(onTheirWay.element().due, nextWrite);
        boolean now = due - System.nanoTime() <= 0;
        if (!now) {
            loop.armAt(writing, due);
        }
        return now;
    }

    private void sendSome(Piece first) throws IOException {
        ByteBuffer bytes = first.bytes;
        int end = bytes.limit();
        int most = writeRate > 0 ? (int) Math.min(slice, Math.max(1, writeRate / 100)) : slice;
        bytes.limit((int) Math.min(end, (long) bytes.position() + most));
        int written = below.write(bytes);
        bytes.limit(end);
        waiting -= written;
        nextWrite = System.nanoTime() + Math.max(pauseAfter(written), 0);
        if (!bytes.hasRemaining()) {
            onTheirWay.remove();
            progress.run();
        }
    }

    private long pauseAfter(int written) {
        if (written == 0) {
            return SOCKET_FULL_NANOS;
        }
        return Math.max(pause, writeRate > 0 ? written * SECOND / writeRate : 0);
    }

    // ---- reading

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (holdsReads()) {
            return 0;
        }
        return readRate > 0 ? readSlowly(into) : socket.read(into);
    }

    private int readSlowly(ByteBuffer into) throws IOException {
        int end = into.limit();
        into.limit((int) Math.min(end, into.position() + Math.max(1, readRate / 100)));
        int count = socket.read(into);
        into.limit(end);
        if (count > 0) {
            loop.arm(reading, count * SECOND / readRate);
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    /** Lets go of its timers, for the socket has been closed. */
    @Override
    public void close() {
        loop.cancel(writing);
        loop.cancel(reading);
        loop.cancel(stallEnd);
    }
}
