package dev.wsload.fleet;

import dev.wsload.fault.ClientFault;
import dev.wsload.fault.ClientSeam;
import dev.wsload.fault.Fault;
import dev.wsload.fault.LinkFault;
import dev.wsload.fault.LinkSeam;
import dev.wsload.fault.Moments;
import dev.wsload.fault.When;
import dev.wsload.plan.FaultPlan.Assignment;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.value.Durations;
import dev.wsload.value.Rules;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.FrameEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** One fault on one connection: strikes it once, and notes whatever it does. Its loop alone touches it. */
final class Strike implements Moments.Striking, LinkSeam, ClientSeam {
    private static final int MOST_HEADER_BYTES = 14;

    private final Assignment assignment;
    private final Connection connection;
    private final Victim victim;
    private final SplittableRandom random;
    private boolean begun;

    Strike(Assignment assignment, Connection connection, Victim victim) {
        this.assignment = assignment;
        this.connection = connection;
        this.victim = victim;
        random = new SplittableRandom(assignment.seed());
    }

    @Override
    public When when() {
        return assignment.fault().when();
    }

    /** Strikes, or waits for the next frame to strike in its middle. */
    @Override
    public void begin() {
        if (begun || connection.hasEnded()) {
            return;
        }
        begun = true;
        if (when().inMidFrame()) {
            connection.transport().out().cutNextFrame(this);
        } else {
            strike();
        }
    }

    /** Returns where to cut a frame of this size: after its first byte at the earliest, before its last one at the latest. */
    int cut(int frameSize) {
        return random.nextInt(1, frameSize);
    }

    /** What the client has sent before has left by then, as far as the socket takes it. */
    void strike() {
        connection.shard().output.uncork();
        guarded(() -> {
            Fault fault = assignment.fault().fault();
            if (fault instanceof LinkFault link) {
                link.strike(this);
            } else {
                ((ClientFault) fault).strike(this);
            }
        });
    }

    /** What a fault throws is its own error, and no reason to stop. */
    private void guarded(Runnable action) {
        if (connection.hasEnded()) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            connection.shard().errors.add(Origin.CALLBACK, client(), e);
        }
        connection.transport().updateInterest();
    }

    private void note(String what) {
        connection.shard().faults.note(assignment, what);
    }

    // ---- any seam

    @Override
    public int client() {
        return assignment.client();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void whenOpen(Runnable action) {
        victim.moments().whenOpen(() -> guarded(action));
    }

    @Override
    public void after(Duration delay, Runnable action) {
        victim.after(delay, () -> guarded(action));
    }

    // ---- the seam of links

    @Override
    public void reset() {
        note("reset");
        connection.reset("reset by the fault " + assignment.fault().fault().name());
    }

    @Override
    public void drop() {
        note("dropped");
        connection.drop("dropped by the fault " + assignment.fault().fault().name());
    }

    @Override
    public void halfClose() {
        whenOpen(() -> {
            note("half-closed");
            try {
                victim.bytes().halfClose();
            } catch (IOException e) {
                connection.shard().errors.engine(client(), e);
            }
        });
    }

    @Override
    public void stopWriting() {
        note("stopped writing");
        victim.bytes().stopWriting();
    }

    @Override
    public void stopReading() {
        note("stopped reading");
        victim.bytes().stopReading();
    }

    @Override
    public void stall(Duration time) {
        note("stalled for " + Durations.print(Rules.notNegative("time", time, "give how long")));
        victim.bytes().stall(time);
    }

    @Override
    public void delay(Duration latency, Duration jitter) {
        Rules.notNegative("latency", latency, "give how late");
        Rules.notNegative("jitter", jitter, "give zero for none");
        note("delayed by " + Durations.print(latency)
                + (jitter.isZero() ? "" : " and up to " + Durations.print(jitter)));
        victim.bytes().delay(latency, jitter, random);
    }

    @Override
    public void slice(int bytes, Duration pause) {
        Rules.atLeast(1, "bytes", bytes, "a segment has at least one");
        note("sliced into " + bytes + (bytes == 1 ? " byte" : " bytes"));
        victim.bytes().slice(bytes, pause);
    }

    @Override
    public void sliceNoMore() {
        note("sliced no more");
        victim.bytes().sliceNoMore();
    }

    @Override
    public void limit(long bytesPerSecond) {
        note("limited to " + rate(bytesPerSecond));
        victim.bytes().limitWriting(bytesPerSecond);
        victim.bytes().limitReading(bytesPerSecond);
    }

    @Override
    public void limitReading(long bytesPerSecond) {
        note("reading limited to " + rate(bytesPerSecond));
        victim.bytes().limitReading(bytesPerSecond);
    }

    private static String rate(long bytesPerSecond) {
        Rules.require(bytesPerSecond >= 1, "bytesPerSecond", bytesPerSecond, "at least 1", "to stop is another fault");
        return bytesPerSecond + " bytes a second";
    }

    // ---- the seam of clients

    @Override
    public void sendRaw(ByteBuffer bytes) {
        whenOpen(() -> {
            note("sent " + bytes.remaining() + " bytes as they are");
            send(bytes);
        });
    }

    @Override
    public void sendFrame(int firstByte, byte[] payload) {
        send(firstByte, connection.transport().out().nextMask(), payload);
    }

    @Override
    public void sendUnmasked(int firstByte, byte[] payload) {
        send(firstByte, null, payload);
    }

    /** Behind what the client has sent before, and past its queue. */
    private void send(ByteBuffer bytes) {
        connection.shard().output.uncork();
        connection.transport().out().write(bytes);
        connection.transport().updateInterest();
    }

    private void send(int firstByte, Integer mask, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + MOST_HEADER_BYTES);
        FrameEncoder.encode(frame, firstByte, mask, ByteBuffer.wrap(payload));
        whenOpen(() -> {
            note("sent a frame 0x%02x of %d bytes%s"
                    .formatted(firstByte, payload.length, mask == null ? " unmasked" : ""));
            send(frame.flip());
        });
    }

    @Override
    public void leave() {
        note("left");
        connection.close(CloseCode.NORMAL_CLOSURE, "");
    }

    @Override
    public void reconnect() {
        note("reconnects");
        connection.drop("dropped by the fault " + assignment.fault().fault().name());
        connection.shard().loop.execute(() -> connection.shard().rejoin(connection));
    }

    @Override
    public void ignorePings() {
        note("ignores pings");
        victim.ignorePings();
    }

    @Override
    public void ignoreClose() {
        note("ignores close frames");
        victim.ignoreClose();
    }

    @Override
    public void handshakeTimeout(Duration limit) {
        note("handshake timeout " + Durations.print(limit));
        victim.handshakeTimeout(limit);
    }

    @Override
    public void editRequest(UnaryOperator<String> change) {
        note("request changed");
        victim.editRequest(request -> {
            try {
                return change.apply(request);
            } catch (RuntimeException | Error e) {
                connection.shard().errors.add(Origin.CALLBACK, client(), e);
                return request;
            }
        });
    }
}
