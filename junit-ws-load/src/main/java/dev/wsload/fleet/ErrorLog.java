package dev.wsload.fleet;

import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The first errors of a fleet outside of the protocol; what comes after them is dropped, for it says nothing new. */
final class ErrorLog {
    private static final int KEPT = 100;

    private final List<FleetError> errors = new CopyOnWriteArrayList<>();

    void add(Origin origin, int client, Throwable cause) {
        if (errors.size() < KEPT) {
            errors.add(new FleetError(origin, client, cause));
        }
    }

    void engine(int client, Throwable cause) {
        add(Origin.ENGINE, client, cause);
    }

    List<FleetError> errors() {
        return List.copyOf(errors);
    }
}
