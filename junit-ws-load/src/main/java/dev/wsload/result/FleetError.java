package dev.wsload.result;

/**
 * Something that went wrong outside of the protocol: an exception in the hosted endpoint, in a callback or in a script,
 * or a send that failed. Fails the test unless it is expected.
 *
 * @param origin where it came from
 * @param client the client concerned, or -1
 * @param cause what was thrown
 * @since 0.1
 */
public record FleetError(Origin origin, int client, Throwable cause) {
    /** Where an error came from. */
    public enum Origin {
        /** The hosted endpoint's code. */
        ENDPOINT,
        /** A script. */
        SCRIPT,
        /** A function of the user's that the fleet calls. */
        CALLBACK,
        /** A send that failed. */
        SEND,
        /** The fleet itself: a defect of this library. */
        ENGINE
    }
}
