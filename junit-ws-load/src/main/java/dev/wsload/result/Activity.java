package dev.wsload.result;

import java.time.Duration;
import java.util.Optional;

/**
 * What passed on a connection while it was open. Immutable.
 *
 * @param sent how many data messages the client has sent
 * @param received how many data messages it has received
 * @param lastSent the connection's age at the last of those that were sent; zero if there was none
 * @param lastReceived the connection's age at the last of those that were received; zero if there was none
 * @param pings how many pings have come, each of which the client has answered
 * @param lastPing the connection's age at the last of them; zero if there was none
 * @param arriving what has begun to come and is not complete
 * @param blocked the connection's age since when the server's side has not taken all that was to be sent; empty while it does
 * @since 0.1
 */
public record Activity(
        long sent,
        long received,
        Duration lastSent,
        Duration lastReceived,
        int pings,
        Duration lastPing,
        Arriving arriving,
        Optional<Duration> blocked) {
    /** Nothing has passed. */
    public static final Activity NONE =
            new Activity(0, 0, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, Arriving.NOTHING, Optional.empty());

    /** What has begun to come from the server and is not complete. */
    public enum Arriving {
        /** Nothing. */
        NOTHING,
        /** A frame. */
        FRAME,
        /** A message in fragments, of which the next may come. */
        FRAGMENTS
    }

    /** Says whether the server has begun a message and not ended it. */
    public boolean inMessage() {
        return arriving != Arriving.NOTHING;
    }
}
