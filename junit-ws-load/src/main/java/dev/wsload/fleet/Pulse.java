package dev.wsload.fleet;

import dev.wsload.result.Activity;
import dev.wsload.result.Activity.Arriving;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Optional;

/** What passes on one open connection, and when. Its loop alone writes it; any thread may read. */
final class Pulse {
    private static final VarHandle SENT = field("sent", int.class);
    private static final VarHandle RECEIVED = field("received", int.class);
    private static final VarHandle LAST_SENT = field("lastSent", long.class);
    private static final VarHandle LAST_RECEIVED = field("lastReceived", long.class);
    private static final VarHandle PINGS = field("pings", int.class);
    private static final VarHandle LAST_PING = field("lastPing", long.class);
    private static final VarHandle ARRIVING = field("arriving", Arriving.class);
    private static final VarHandle BLOCKED = field("blocked", long.class);

    private final long begun;
    private int sent;
    private int received;
    private long lastSent;
    private long lastReceived;
    private int pings;
    private long lastPing;
    private Arriving arriving = Arriving.NOTHING;
    private long blocked;

    /** @param begun when the connection opened, as the times below in nanoseconds of the JVM's clock */
    Pulse(long begun) {
        this.begun = begun;
        lastSent = begun;
        lastReceived = begun;
        lastPing = begun;
        blocked = begun;
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(Pulse.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    void sentMessage(long now) {
        SENT.setOpaque(this, sent + 1);
        LAST_SENT.setOpaque(this, now);
    }

    void receivedMessage(long now) {
        RECEIVED.setOpaque(this, received + 1);
        LAST_RECEIVED.setOpaque(this, now);
    }

    void receivedPing(long now) {
        PINGS.setOpaque(this, pings + 1);
        LAST_PING.setOpaque(this, now);
    }

    void arriving(Arriving begunAndNotDone) {
        if (begunAndNotDone != arriving) {
            ARRIVING.setOpaque(this, begunAndNotDone);
        }
    }

    /** The socket has stopped to take bytes. */
    void blocked(long now) {
        BLOCKED.setOpaque(this, now);
    }

    /** It takes them again. */
    void unblocked() {
        BLOCKED.setOpaque(this, begun);
    }

    Activity activity() {
        long since = (long) BLOCKED.getOpaque(this);
        return new Activity(
                (int) SENT.getOpaque(this),
                (int) RECEIVED.getOpaque(this),
                age((long) LAST_SENT.getOpaque(this)),
                age((long) LAST_RECEIVED.getOpaque(this)),
                (int) PINGS.getOpaque(this),
                age((long) LAST_PING.getOpaque(this)),
                (Arriving) ARRIVING.getOpaque(this),
                since == begun ? Optional.empty() : Optional.of(age(since)));
    }

    Duration age(long then) {
        return Duration.ofNanos(then - begun);
    }
}
