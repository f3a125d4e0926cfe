package dev.wsload.fleet;

import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * The errors of a fleet outside of the protocol. Of each class of exception from each origin only the first are kept, for
 * more of them say nothing new, and must not crowd out others. Thread-safe.
 */
final class ErrorLog {
    private static final int KEPT = 100;

    private final List<FleetError> errors = new ArrayList<>();

    synchronized void add(Origin origin, int client, Throwable cause) {
        long alike = errors.stream()
                .filter(error -> error.origin() == origin && error.cause().getClass() == cause.getClass())
                .limit(KEPT)
                .count();
        if (alike < KEPT) {
            errors.add(new FleetError(origin, client, cause));
        }
    }

    void engine(int client, Throwable cause) {
        add(Origin.ENGINE, client, cause);
    }

    synchronized List<FleetError> errors() {
        return List.copyOf(errors);
    }
}
