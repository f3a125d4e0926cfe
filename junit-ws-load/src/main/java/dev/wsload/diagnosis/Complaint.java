package dev.wsload.diagnosis;

/**
 * What the test complains about: what is slow looks like a run in which all is well.
 *
 * @since 0.1
 */
public enum Complaint {
    /** Something failed, was lost or ended badly. */
    FAILURE,
    /** Connections closed otherwise than they should have. */
    CLOSING,
    /** The endpoint has not gone back to what it was. */
    NO_RECOVERY,
    /** Clients took too long to open. */
    SLOW_HANDSHAKES,
    /** Messages took too long. */
    SLOW_MESSAGES
}
