package dev.wsload.result;

import java.util.Optional;

/**
 * Why one client could not connect. Immutable.
 *
 * @param kind the kind
 * @param detail one sentence with the value seen
 * @param cause what was thrown, with its own causes; empty where nothing was
 * @since 0.1
 */
public record ConnectFailure(FailureKind kind, String detail, Optional<Throwable> cause) {
    /** A failure for which nothing was thrown. */
    public ConnectFailure(FailureKind kind, String detail) {
        this(kind, detail, Optional.empty());
    }
}
