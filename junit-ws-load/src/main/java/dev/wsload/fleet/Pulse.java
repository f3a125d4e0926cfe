package dev.wsload.fleet;

import dev.wsload.result.Activity;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;

/** What passes on one open connection, and when. Its loop alone writes it; any thread may read. */
final class Pulse {
    private static final VarHandle SENT = field("sent", int.class);
    private static final VarHandle RECEIVED = field("received", int.class);
    private static final VarHandle LAST_SENT = field("lastSent", long.class);
    private static final VarHandle LAST_RECEIVED = field("lastReceived", long.class);

    private final long begun;
    private int sent;
    private int received;
    private long lastSent;
    private long lastReceived;

    /** @param begun when the connection opened, as the times below in nanoseconds of the JVM's clock */
    Pulse(long begun) {
        this.begun = begun;
        lastSent = begun;
        lastReceived = begun;
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

    void receivedMessage() {
        RECEIVED.setOpaque(this, received + 1);
    }

    void receivedBytes(long now) {
        LAST_RECEIVED.setOpaque(this, now);
    }

    Activity activity() {
        return new Activity(
                (int) SENT.getOpaque(this),
                (int) RECEIVED.getOpaque(this),
                age((long) LAST_SENT.getOpaque(this)),
                age((long) LAST_RECEIVED.getOpaque(this)));
    }

    Duration age(long then) {
        return Duration.ofNanos(then - begun);
    }
}
