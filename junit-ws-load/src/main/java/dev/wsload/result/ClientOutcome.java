package dev.wsload.result;

import dev.wsload.metrics.Figures;
import dev.wsload.wire.Closure;
import java.time.Duration;

/**
 * What became of one connection of one client, as a snapshot. Immutable.
 *
 * @param client the client's number, from 0
 * @param status where it stands
 * @param handshake from the scheduled start to the open connection; null unless it opened
 * @param failure why it could not connect; null unless it failed
 * @param closure how it ended; null unless it closed
 * @param age from open to closed; null unless it closed
 * @since 0.1
 */
public record ClientOutcome(
        int client, Status status, Duration handshake, ConnectFailure failure, Closure closure, Duration age) {
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
            case FAILED -> "not connected: " + failure.kind().label();
            case CLOSED -> ClosureKind.of(closure).toString();
        };
    }

    /** Returns in words who it is and all that is known of it: {@code client 17: ..., at connection age 4.2 s}. */
    public String evidence() {
        return "client " + client + ": "
                + switch (status) {
                    case CONNECTING, OPEN -> kind();
                    case FAILED -> failure.kind().label() + ": " + failure.detail();
                    case CLOSED -> kind() + details() + ", at connection age " + Figures.duration(age);
                };
    }

    private String details() {
        String reason = closure.reason().isEmpty() ? "" : ", reason \"" + closure.reason() + "\"";
        return reason + closure.violation().map(rule -> ", " + rule).orElse("");
    }

    /** Returns the outcome of a client that has not connected yet. */
    public static ClientOutcome connecting(int client) {
        return new ClientOutcome(client, Status.CONNECTING, null, null, null, null);
    }
}
