package dev.wsload.assertions;

import dev.wsload.metrics.Readable;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClosureKind;
import dev.wsload.wire.Closure;

/** What became of a client, in words. */
final class Evidence {
    private Evidence() {}

    /** Returns what the client has in common with others: {@code 1000 (normal closure), closed by the server, TCP FIN}. */
    static String kind(ClientOutcome outcome) {
        return switch (outcome.status()) {
            case CONNECTING -> "still connecting";
            case OPEN -> "still open";
            case FAILED -> "not connected: " + outcome.failure().kind().label();
            case CLOSED -> ClosureKind.of(outcome.closure()).toString();
        };
    }

    /** Returns the client's number, its kind, and all that is known of this one. */
    static String of(ClientOutcome outcome) {
        return "client " + outcome.client() + ": "
                + switch (outcome.status()) {
                    case CONNECTING, OPEN -> kind(outcome);
                    case FAILED ->
                        outcome.failure().kind().label() + ": "
                                + outcome.failure().detail();
                    case CLOSED ->
                        kind(outcome) + details(outcome.closure()) + ", at connection age "
                                + Readable.duration(outcome.age());
                };
    }

    private static String details(Closure closure) {
        String reason = closure.reason().isEmpty() ? "" : ", reason \"" + closure.reason() + "\"";
        return reason + closure.violation().map(rule -> ", " + rule).orElse("");
    }
}
