package dev.wsload.result;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a new client that was not of the fleet: it came, made a round trip and left, or could not. Immutable.
 *
 * @param failure why it could not connect; empty if it could
 * @param unanswered what got no answer once it was open; empty if all did
 * @param times how long everything took; empty unless all was answered
 * @since 0.1
 */
public record Visit(Optional<ConnectFailure> failure, Optional<String> unanswered, Optional<Times> times) {
    /** Refuses nulls. */
    public Visit {
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(unanswered, "unanswered");
        Objects.requireNonNull(times, "times");
    }

    /**
     * How long the server took for a client that was alone in what it asked.
     *
     * @param handshake from the start to the open connection
     * @param ping to the pong
     * @param message to the reply to a message; empty if none was sent
     */
    public record Times(Duration handshake, Duration ping, Optional<Duration> message) {
        /** Returns how long its handler has a message, which the way there and back is no part of; empty if none was sent. */
        public Optional<Duration> handling() {
            return message.map(time -> time.minus(ping)).filter(time -> !time.isNegative());
        }
    }

    /** Returns a visit that did what it came for. */
    public static Visit served(Times times) {
        return new Visit(Optional.empty(), Optional.empty(), Optional.of(times));
    }

    /** Returns a visit that ended before the client was open. */
    public static Visit refused(ConnectFailure failure) {
        return new Visit(Optional.of(failure), Optional.empty(), Optional.empty());
    }

    /** Returns a visit that ended without an answer. */
    public static Visit unanswered(String what) {
        return new Visit(Optional.empty(), Optional.of(what), Optional.empty());
    }

    /** What a new client does once it is open. */
    public enum RoundTrip {
        /** It pings, and awaits the pong. */
        PING,
        /** It pings, and then sends messages as the last echo did, one after the other, and awaits their replies. */
        MESSAGE
    }

    /** Says whether it could do what it came for. */
    public boolean isServed() {
        return times.isPresent();
    }

    /** Returns in words why it could not; empty if it could. */
    public Optional<String> why() {
        return failure.map(ConnectFailure::toString).or(() -> unanswered);
    }
}
