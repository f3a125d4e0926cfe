package dev.wsload.fault;

import dev.wsload.value.Durations;
import dev.wsload.value.Rules;
import java.time.Duration;

/**
 * The moment at which a fault strikes a connection. Immutable.
 *
 * @param phase what is waited for
 * @param count of bytes or messages; 0 for other phases
 * @param time since the connection opened, or the fleet had connected; zero for other phases
 * @param inMidFrame whether it strikes in the middle of the next frame that the client sends from then on
 * @since 0.1
 */
public record When(Phase phase, long count, Duration time, boolean inMidFrame) {
    /** What is waited for. */
    public enum Phase {
        /** Before TCP connects. */
        CONNECT,
        /** TCP has connected, and TLS if there is any; the request of the opening handshake has not been sent. */
        HANDSHAKE,
        /** The connection has opened. */
        OPEN,
        /** So many bytes have been sent on the TCP connection, handshakes included; not one more leaves before. */
        BYTES,
        /** The side that the fault is on has sent so many messages, or received so many, whichever is first. */
        MESSAGES,
        /** The connection has been open for so long. */
        TIME,
        /** The fleet has connected so long ago: for all clients at the same time. */
        TOGETHER
    }

    /** Before TCP connects. */
    public static When atConnect() {
        return new When(Phase.CONNECT, 0, Duration.ZERO, false);
    }

    /** Once TCP (and TLS) has connected, before the request of the opening handshake. */
    public static When inHandshake() {
        return new When(Phase.HANDSHAKE, 0, Duration.ZERO, false);
    }

    /** Once the connection has opened. */
    public static When onceOpen() {
        return new When(Phase.OPEN, 0, Duration.ZERO, false);
    }

    /** Once so many bytes have been sent on the TCP connection, at least 1, handshakes included. */
    public static When afterBytes(long sent) {
        Rules.require(
                sent >= 1, "afterBytes", sent, "at least 1", "leave it out to strike once the connection is open");
        return new When(Phase.BYTES, sent, Duration.ZERO, false);
    }

    /** Once the side that the fault is on has sent so many messages, at least 1, or received so many, whichever is first. */
    public static When afterMessages(int messages) {
        Rules.atLeast(1, "afterMessages", messages, "leave it out to strike once the connection is open");
        return new When(Phase.MESSAGES, messages, Duration.ZERO, false);
    }

    /** Once the connection has been open for this long, more than zero. */
    public static When after(Duration open) {
        Rules.positive("after", open, "leave it out to strike once the connection is open");
        return new When(Phase.TIME, 0, open, false);
    }

    /** So long, zero or more, after the whole fleet has connected: all clients at the same time. */
    public static When together(Duration connected) {
        Rules.notNegative("together", connected, "zero is at once");
        return new When(Phase.TOGETHER, 0, connected, false);
    }

    /** In the middle of the next frame that the client sends from that moment on, at a point that the seed draws. */
    public When midFrame() {
        boolean hasFrames = phase != Phase.CONNECT && phase != Phase.HANDSHAKE && phase != Phase.BYTES;
        Rules.require(hasFrames, "midFrame", this, "of an open connection", "wait for messages or a time");
        return new When(phase, count, time, true);
    }

    /** Says whether a fault that strikes at the other moment by itself may strike at this one, too. */
    boolean isPossibleFor(When usual) {
        boolean ofHandshake = usual.phase == Phase.CONNECT || usual.phase == Phase.HANDSHAKE;
        return !ofHandshake || phase == usual.phase;
    }

    /** Says whether it comes on connections that have opened only. */
    public boolean needsOpenConnection() {
        return phase == Phase.OPEN || phase == Phase.MESSAGES || phase == Phase.TIME || phase == Phase.TOGETHER;
    }

    /** Says whether the hosted server can tell this moment: it sees whole messages, and no bytes of the client's TCP. */
    boolean isKnownToServer() {
        return phase != Phase.CONNECT && phase != Phase.BYTES && !inMidFrame;
    }

    /**
     * Reads what a fault's annotation says.
     *
     * @param afterMessages 0 unless said
     * @param afterBytes 0 unless said
     * @param after empty unless said
     */
    public static When of(int afterMessages, long afterBytes, String after, boolean midFrame) {
        int ways = (afterMessages == 0 ? 0 : 1) + (afterBytes == 0 ? 0 : 1) + (after.isEmpty() ? 0 : 1);
        Rules.require(
                ways <= 1, "afterMessages, afterBytes and after", ways + " of them", "one of them at most", "keep one");
        When when = of(afterMessages, afterBytes, after);
        return midFrame ? when.midFrame() : when;
    }

    private static When of(int afterMessages, long afterBytes, String after) {
        if (afterMessages != 0) {
            return afterMessages(afterMessages);
        }
        if (afterBytes != 0) {
            return afterBytes(afterBytes);
        }
        return after.isEmpty() ? onceOpen() : after(Durations.parse("after", after));
    }

    @Override
    public String toString() {
        String moment =
                switch (phase) {
                    case CONNECT -> "before TCP connects";
                    case HANDSHAKE -> "before the opening handshake";
                    case OPEN -> "once open";
                    case BYTES -> "after " + count + (count == 1 ? " byte" : " bytes");
                    case MESSAGES -> "after " + count + (count == 1 ? " message" : " messages");
                    case TIME -> "after " + Durations.print(time);
                    case TOGETHER -> Durations.print(time) + " after all have connected";
                };
        return inMidFrame ? moment + ", in mid-frame" : moment;
    }
}
