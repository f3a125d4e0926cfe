package dev.wsload.result;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of a new client that was not of the fleet: it came, made a round trip and left, or could not. Immutable.
 *
 * @param failure why it could not connect; empty if it could
 * @param unanswered what got no answer once it was open; empty if all did
 * @since 0.1
 */
public record Visit(Optional<ConnectFailure> failure, Optional<String> unanswered) {
    /** It could do what it came for. */
    public static final Visit SERVED = new Visit(Optional.empty(), Optional.empty());

    /** Refuses nulls. */
    public Visit {
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(unanswered, "unanswered");
    }

    /** Returns a visit that ended before the client was open. */
    public static Visit refused(ConnectFailure failure) {
        return new Visit(Optional.of(failure), Optional.empty());
    }

    /** Returns a visit that ended without an answer. */
    public static Visit unanswered(String what) {
        return new Visit(Optional.empty(), Optional.of(what));
    }

    /** What a new client does once it is open. */
    public enum RoundTrip {
        /** It pings, and awaits the pong. */
        PING,
        /** It pings, and then sends one message as the last echo did, and awaits its reply. */
        MESSAGE
    }

    /** Says whether it could do what it came for. */
    public boolean isServed() {
        return failure.isEmpty() && unanswered.isEmpty();
    }

    /** Returns in words why it could not; empty if it could. */
    public Optional<String> why() {
        return failure.map(ConnectFailure::toString).or(() -> unanswered);
    }
}
