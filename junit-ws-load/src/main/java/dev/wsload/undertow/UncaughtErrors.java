package dev.wsload.undertow;

import dev.wsload.fault.InjectedException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;

/**
 * What hosted code threw and nobody handled: the first hundred of each class, so that many of one kind do not crowd out
 * another, and how many there were. Thread-safe.
 */
final class UncaughtErrors {
    private static final int KEPT = 100;

    private final List<Throwable> first = new ArrayList<>();
    private long count;
    private boolean interrupting;

    synchronized void add(Throwable thrown) {
        Throwable seen = unwrapped(thrown);
        if (seen instanceof InjectedException || interrupting && isInterruption(seen)) {
            return;
        }
        count++;
        long alike = first.stream()
                .filter(other -> other.getClass() == seen.getClass())
                .count();
        if (alike < KEPT) {
            first.add(seen);
        }
    }

    /** From now on an interruption is the doing of whoever stops the server, no error of hosted code. */
    synchronized void expectInterruption() {
        interrupting = true;
    }

    private static boolean isInterruption(Throwable thrown) {
        return thrown instanceof InterruptedException
                || thrown instanceof ClosedByInterruptException
                || thrown.getClass() == InterruptedIOException.class
                || thrown.getCause() != null && isInterruption(thrown.getCause());
    }

    synchronized List<Throwable> first() {
        return List.copyOf(first);
    }

    synchronized long count() {
        return count;
    }

    /** Undertow wraps what its signatures do not let through into a bare RuntimeException. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean bare = thrown.getClass() == RuntimeException.class
                && cause != null
                && cause.toString().equals(thrown.getMessage());
        return bare ? unwrapped(cause) : thrown;
    }
}
