package dev.wsload.fleet;

import dev.wsload.result.FrameLog;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The frames of the connection that met an offence before all others: one among healthy clients, and one among those that a fault is
 * meant for. Thread-safe.
 */
final class FirstOffence {
    private final AtomicReference<FrameLog> ofHealthy = new AtomicReference<>();
    private final AtomicReference<FrameLog> ofVictim = new AtomicReference<>();

    /** Takes the log, unless another connection was earlier. */
    void met(boolean isHealthy, Supplier<FrameLog> log) {
        AtomicReference<FrameLog> first = isHealthy ? ofHealthy : ofVictim;
        if (first.get() == null) {
            first.compareAndSet(null, log.get());
        }
    }

    /** Says whether none was met yet: what comes later is not kept. */
    boolean isOpen(boolean isHealthy) {
        return (isHealthy ? ofHealthy : ofVictim).get() == null;
    }

    /** Returns that of a healthy client, if there is one: nobody has planned it. */
    Optional<FrameLog> log() {
        return Optional.ofNullable(ofHealthy.get()).or(() -> Optional.ofNullable(ofVictim.get()));
    }
}
