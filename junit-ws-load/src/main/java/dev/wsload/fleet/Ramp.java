package dev.wsload.fleet;

import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ConnectFailure;
import java.time.Duration;

/**
 * Starts the clients of one event loop when their time has come, as long as the bound on connects in flight allows it.
 */
final class Ramp {
    /** Starts between two looks at the sockets, so that answers do not wait behind a thousand connects. */
    private static final int BATCH = 32;

    private final Shard shard;
    private final int bound;
    private final boolean boundHandshakes;
    private final int count;
    private final Timer turn = new Timer(this::startDue);
    private final Timer end = new Timer(this::giveUp);
    private long origin;
    private int next;
    private int inFlight;
    private boolean queued;

    Ramp(Shard shard, int bound, int count) {
        this.shard = shard;
        this.bound = bound;
        this.count = count;
        boundHandshakes = shard.plan.ramp().boundHandshakes();
    }

    void start(long originNanos) {
        origin = originNanos;
        shard.loop.armAt(
                end, origin + offset(shard.plan.clients() - 1) + patience().toNanos());
        startDue();
    }

    /** How long clients wait for their turn after the last is scheduled, or after the last connect that came about. */
    private Duration patience() {
        LoadPlan.Timeouts timeouts = shard.plan.timeouts();
        return timeouts.connect().plus(timeouts.handshake());
    }

    /** Returns when this client of the fleet is scheduled, in nanoseconds from the start of the ramp. */
    private long offset(int client) {
        LoadPlan.Ramp ramp = shard.plan.ramp();
        double nanosBetween = ramp.arrivalsPerSecond() > 0
                ? 1e9 / ramp.arrivalsPerSecond()
                : (double) ramp.rampUp().toNanos() / shard.plan.clients();
        return (long) (client * nanosBetween);
    }

    private void startDue() {
        queued = false;
        long now = System.nanoTime();
        for (int started = 0; next < count && inFlight < bound; started++) {
            long due = origin + offset(shard.client(next));
            if (due - now > 0) {
                shard.loop.armAt(turn, due);
                return;
            }
            if (started == BATCH) {
                startSoon();
                return;
            }
            inFlight++;
            shard.start(next++, due);
        }
    }

    private void startSoon() {
        if (!queued) {
            queued = true;
            shard.loop.execute(this::startDue);
        }
    }

    /** TCP has connected. As long as that happens, those that wait for their turn may go on waiting. */
    void connected() {
        if (next < count) {
            shard.loop.armAt(
                    end, Math.max(end.due, System.nanoTime() + patience().toNanos()));
        }
        if (!boundHandshakes) {
            finished();
        }
    }

    /** A client of the ramp has opened or failed. */
    void settled(boolean whileConnecting) {
        if (boundHandshakes || whileConnecting) {
            finished();
        }
    }

    private void finished() {
        inFlight--;
        startSoon();
    }

    /** A client that had left joins again: it counts as a connect in flight, and need not wait for its turn. */
    void rejoining() {
        inFlight++;
    }

    /** Lets nobody start any more. */
    void stop(ConnectFailure why) {
        int firstWaiting = next;
        next = count;
        for (int slot = firstWaiting; slot < count; slot++) {
            shard.giveUp(slot, why);
        }
    }

    private void giveUp() {
        stop(Failures.noTurn(patience(), shard.plan.ramp().connectsInFlight()));
    }
}
