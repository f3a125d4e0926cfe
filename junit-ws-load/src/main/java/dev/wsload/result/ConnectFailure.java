package dev.wsload.result;

import java.util.Optional;

/**
 * Why one client could not connect. Immutable.
 *
 * @param kind the kind
 * @param phase how far it had come
 * @param answered how many bytes of an answer to the upgrade had come
 * @param detail one sentence with the value seen
 * @param cause what was thrown, with its own causes; empty where nothing was
 * @since 0.1
 */
public record ConnectFailure(FailureKind kind, Phase phase, int answered, String detail, Optional<Throwable> cause) {
    /** A failure before anything was answered, and for which nothing was thrown. */
    public ConnectFailure(FailureKind kind, Phase phase, String detail) {
        this(kind, phase, 0, detail, Optional.empty());
    }

    /** Returns {@code connection refused: Connection refused}. */
    @Override
    public String toString() {
        return label() + ": " + detail;
    }

    /** Returns the kind in words, and the phase where the kind does not say it. */
    public String label() {
        boolean says = phase != Phase.TLS || kind == FailureKind.TLS;
        return says ? kind.label() : kind.label() + ", " + phase.label();
    }
}
