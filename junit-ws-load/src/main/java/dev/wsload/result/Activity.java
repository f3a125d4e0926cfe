package dev.wsload.result;

import java.time.Duration;

/**
 * What passed on a connection while it was open. Immutable.
 *
 * @param sent how many data messages the client has sent
 * @param received how many data messages it has received
 * @param lastSent the connection's age at the last of those that were sent; zero if there was none
 * @param lastReceived the connection's age when the last bytes came, of control frames, too; zero if none did
 * @since 0.1
 */
public record Activity(long sent, long received, Duration lastSent, Duration lastReceived) {
    /** Nothing has passed. */
    public static final Activity NONE = new Activity(0, 0, Duration.ZERO, Duration.ZERO);
}
