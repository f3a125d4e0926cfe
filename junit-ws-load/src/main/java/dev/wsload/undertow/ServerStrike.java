package dev.wsload.undertow;

import dev.wsload.fault.Moments;
import dev.wsload.fault.ServerFault;
import dev.wsload.fault.ServerSeam;
import dev.wsload.fault.When;
import dev.wsload.plan.FaultPlan.Assignment;
import dev.wsload.value.Durations;
import dev.wsload.value.Rules;
import dev.wsload.wire.Header;
import dev.wsload.wire.RawFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One fault on the server's side of one connection: strikes it once, and notes whatever it does. */
final class ServerStrike implements Moments.Striking, ServerSeam {
    private final Assignment assignment;
    private final StruckPeer peer;
    private final SplittableRandom random;
    private boolean begun;

    ServerStrike(Assignment assignment, StruckPeer peer) {
        this.assignment = assignment;
        this.peer = peer;
        random = new SplittableRandom(assignment.seed());
    }

    @Override
    public When when() {
        return assignment.fault().when();
    }

    @Override
    public void begin() {
        if (!begun) {
            begun = true;
            guarded(() -> ((ServerFault) assignment.fault().fault()).strike(this));
        }
    }

    /** What a fault throws is its own error, and no reason to stop. */
    private void guarded(Runnable action) {
        if (peer.hasEnded()) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            peer.server().failed(e);
        }
    }

    @Override
    public void note(String what) {
        peer.server().note(assignment, what);
    }

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
        peer.moments().whenOpen(() -> guarded(action));
    }

    @Override
    public void after(Duration delay, Runnable action) {
        peer.schedule(delay, () -> guarded(action));
    }

    @Override
    public boolean isAnswered() {
        return peer.isAnswered();
    }

    // ---- the opening handshake

    @Override
    public void delayUpgrade(Duration time) {
        note("upgrade delayed by " + Durations.print(Rules.notNegative("time", time, "give how long")));
        peer.delay(time);
    }

    @Override
    public void queueUpgrade(Duration time) {
        Duration turn = peer.server().queue(Rules.notNegative("time", time, "give how long"));
        note("upgrade queued for " + Durations.print(turn));
        peer.delay(turn);
    }

    @Override
    public void refuseUpgrade(int status, List<Header> headers) {
        Rules.between(200, 599, "status", status, "503 is a server that is overloaded");
        note("upgrade refused with " + status);
        peer.refuse(status, List.copyOf(headers));
    }

    // ---- the open connection

    @Override
    public void sendRaw(ByteBuffer bytes) {
        whenOpen(() -> {
            note("sent " + bytes.remaining() + " bytes as they are");
            peer.sink().send(bytes);
        });
    }

    @Override
    public void sendHeld(List<RawFrame> frames) {
        whenOpen(() -> frames.forEach(frame -> peer.sink().send(frame.bytes())));
    }

    @Override
    public void editFrames(String what, Function<RawFrame, List<RawFrame>> edit) {
        whenOpen(() -> peer.sink().edit(frame -> {
            List<RawFrame> edited = edit.apply(frame);
            if (!what.isEmpty() && !edited.equals(List.of(frame))) {
                note(what);
            }
            return edited;
        }));
    }

    @Override
    public void close(ByteBuffer payload) {
        whenOpen(() -> {
            note("closed with a payload of " + payload.remaining() + " bytes");
            peer.close(payload);
        });
    }

    @Override
    public void reset() {
        note("reset");
        peer.reset();
    }

    @Override
    public void failWrites() {
        whenOpen(() -> peer.sink().fail(() -> note("a write failed")));
    }

    @Override
    public void afterSilence(Duration time, Runnable action) {
        Rules.positive("time", time, "give how long");
        note("waits for " + Durations.print(time) + " of silence");
        whenOpen(() -> awaitSilence(time, time, action));
    }

    private void awaitSilence(Duration time, Duration left, Runnable action) {
        after(left, () -> {
            Duration more = time.minus(peer.source().silence());
            if (more.isNegative() || more.isZero()) {
                action.run();
            } else {
                awaitSilence(time, more, action);
            }
        });
    }

    @Override
    public void onMessageOver(long bytes, Runnable action) {
        Rules.require(bytes >= 0, "bytes", bytes, "0 or more", "give the longest message that is taken");
        note("takes messages of up to " + bytes + " bytes");
        whenOpen(() -> peer.source().limit(bytes, () -> guarded(action)));
    }

    // ---- the handler

    @Override
    public void inHandler(Runnable action) {
        peer.inHandler(() -> {
            note("in the handler");
            action.run();
        });
    }

    @Override
    public void block(Duration time) {
        peer.server().block(time);
    }
}
