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
 * @param inMessage whether a frame, or a message in fragments, has begun to come and is not complete
 * @param blocked the connection's age since when the server's side has not taken all that was to be sent; empty while it does
 * @since 0.1
 */
public record Activity(
        long sent,
        long received,
        Duration lastSent,
        Duration lastReceived,
        boolean inMessage,
        Optional<Duration> blocked) {
    /** Nothing has passed. */
    public static final Activity NONE = new Activity(0, 0, Duration.ZERO, Duration.ZERO, false, Optional.empty());
}
