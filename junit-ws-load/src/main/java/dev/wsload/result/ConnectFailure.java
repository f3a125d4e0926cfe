package dev.wsload.result;

/**
 * Why one client could not connect. Immutable.
 *
 * @param kind the kind
 * @param detail one sentence with the value seen
 * @since 0.1
 */
public record ConnectFailure(FailureKind kind, String detail) {}
