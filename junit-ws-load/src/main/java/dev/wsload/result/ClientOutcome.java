package dev.wsload.result;

import dev.wsload.metrics.Figures;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of one connection of one client, as a snapshot. Immutable.
 *
 * @param client the client's number, from 0
 * @param status where it stands
 * @param handshake from the scheduled start to the open connection; null unless it opened
 * @param failure why it could not connect; null unless it failed
 * @param closure how it ended; null unless it closed
 * @param age from open to closed; of one that failed, from its scheduled start to that; null of others
 * @param at when it came to that, on the clock of the fleet, which begins before the first client connects; null while it connects
 * @param activity what passed on it until then; null of one that never opened
 * @param error of the socket, that ended it while it was open; empty if there was none
 * @since 0.1
 */
public record ClientOutcome(
        int client,
        Status status,
        Duration handshake,
        ConnectFailure failure,
        Closure closure,
        Duration age,
        Duration at,
        Activity activity,
        Optional<IOException> error) {
    /** Where a client stands. */
    public enum Status {
        /** Its start has not come, or its connect or handshake is under way. */
        CONNECTING,
        /** Open. */
        OPEN,
        /** It could not connect. */
        FAILED,
        /** It was open, and has ended. */
        CLOSED
    }

    /** Returns in words what it has in common with others: {@code 1000 (normal closure), closed by the server, TCP FIN}. */
    public String kind() {
        return switch (status) {
            case CONNECTING -> "still connecting";
            case OPEN -> "still open";
            case FAILED -> "not connected: " + failure.label();
            case CLOSED -> ClosureKind.of(closure).toString();
        };
    }

    /** Returns in words who it is and all that is known of it: {@code client 17: ..., at connection age 4.2 s}. */
    public String evidence() {
        return "client " + client + ": "
                + switch (status) {
                    case CONNECTING, OPEN -> kind();
                    case FAILED -> failure.label() + ": " + failure.detail();
                    case CLOSED -> kind() + details() + ", at connection age " + Figures.duration(age);
                };
    }

    private String details() {
        String reason = closure.reason().isEmpty() ? "" : ", reason \"" + closure.reason() + "\"";
        return reason
                + closure.violation().map(rule -> ", " + rule).orElse("")
                + error.map(thrown -> ", noticed by \"" + thrown.getMessage() + "\"")
                        .orElse("")
                + (activity.inMessage() ? ", in the middle of a message" : "");
    }

    /** Returns how far it had come when it failed or ended; empty while it has done neither. */
    public Optional<Phase> phase() {
        return switch (status) {
            case CONNECTING, OPEN -> Optional.empty();
            case FAILED -> Optional.of(failure.phase());
            case CLOSED -> Optional.of(closure.initiator() == Initiator.NOBODY ? Phase.OPEN : Phase.CLOSING);
        };
    }

    /** Returns the outcome of a client that has not connected yet. */
    public static ClientOutcome connecting(int client) {
        return new ClientOutcome(client, Status.CONNECTING, null, null, null, null, null, null, Optional.empty());
    }

    /** Returns the outcome of a client that has opened. */
    public static ClientOutcome open(int client, Duration handshake, Duration at) {
        return new ClientOutcome(client, Status.OPEN, handshake, null, null, null, at, Activity.NONE, Optional.empty());
    }

    /** Returns the outcome of a client that could not connect, and has tried for so long. */
    public static ClientOutcome failed(int client, ConnectFailure failure, Duration tried, Duration at) {
        return new ClientOutcome(client, Status.FAILED, null, failure, null, tried, at, null, Optional.empty());
    }

    /** Returns this outcome of an open client, with what has passed so far. */
    public ClientOutcome with(Activity soFar) {
        return new ClientOutcome(client, status, handshake, failure, closure, age, at, soFar, error);
    }

    /** Returns the outcome of this client, once it has closed. */
    public ClientOutcome closed(
            Closure how, Duration open, Duration when, Activity until, Optional<IOException> thrown) {
        return new ClientOutcome(client, Status.CLOSED, handshake, null, how, open, when, until, thrown);
    }
}
