package dev.wsload.harness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What must be closed, the last opened first; one that fails to close does not keep the others open. */
final class Cleanup implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T closeable) {
        open.push(closeable);
        return closeable;
    }

    /** Closes everything because of a failure, which remembers what fails on the way. */
    void closeAfter(Throwable failure) {
        closeAll().forEach(failure::addSuppressed);
    }

    /** Closes everything; then throws the first error with all other failures, or one exception with all exceptions. */
    @Override
    public void close() {
        List<Throwable> failures = closeAll();
        Optional<Error> error = failures.stream()
                .filter(Error.class::isInstance)
                .map(Error.class::cast)
                .findFirst();
        if (error.isPresent()) {
            throw with(error.get(), failures);
        }
        if (!failures.isEmpty()) {
            throw with(new IllegalStateException("the fleet could not be closed in order"), failures);
        }
    }

    private List<Throwable> closeAll() {
        List<Throwable> failures = new ArrayList<>();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        }
        return failures;
    }

    private static <T extends Throwable> T with(T thrown, List<Throwable> failures) {
        failures.stream().filter(failure -> failure != thrown).forEach(thrown::addSuppressed);
        return thrown;
    }
}
