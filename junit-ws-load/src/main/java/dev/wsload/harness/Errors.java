package dev.wsload.harness;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.wsload.assertions.FailureText;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.metrics.Figures;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.FleetView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The errors of a fleet and of its hosted endpoint, without those that are expected. Thread-safe. */
final class Errors implements AutoCloseable {
    /** Of each class of exception from each origin; see {@link FleetView#errors()}. */
    private static final int KEPT = 100;

    private final FleetView fleet;
    private final RunningEndpoint endpoint;
    private final List<Class<? extends Throwable>> expected = new CopyOnWriteArrayList<>();
    private final Set<Throwable> reported = ConcurrentHashMap.newKeySet();

    Errors(FleetView fleet, RunningEndpoint endpoint) {
        this.fleet = fleet;
        this.endpoint = endpoint;
    }

    void expect(Class<? extends Throwable> kind) {
        expected.add(kind);
    }

    /** Notes that the test has been told of the errors of this origin: closing does not tell them again. */
    void markReported(Origin origin) {
        fleet.errors().stream().filter(error -> error.origin() == origin).forEach(error -> reported.add(error.cause()));
    }

    List<FleetError> unexpected() {
        Stream<FleetError> hosted =
                endpoint.uncaught().stream().map(thrown -> new FleetError(Origin.ENDPOINT, -1, thrown));
        return Stream.concat(fleet.errors().stream(), hosted)
                .filter(error -> !isExpected(error.cause()) && !isOfFault(error))
                .toList();
    }

    /** A client that a fault has struck cannot send, or do what its script says: that is no news. */
    private boolean isOfFault(FleetError error) {
        boolean ofClient = error.origin() == Origin.SCRIPT || error.origin() == Origin.SEND;
        return ofClient && !fleet.faults().isHealthy(error.client());
    }

    /** Throws what nobody expected and nobody has been told of. */
    @Override
    public void close() {
        List<FleetError> unreported = unexpected().stream()
                .filter(error -> !reported.contains(error.cause()))
                .toList();
        Tally tally = new Tally();
        unreported.forEach(error -> tally.add(words(error.origin()), error.client(), error.cause()));
        if (tally.total() > 0) {
            throw new AssertionError(
                    new FailureText((isCut(unreported) ? "at least " : "")
                                    + Figures.count(tally.total(), "unexpected error"))
                            .rows("seen", tally.lines(), "kind")
                            .row("remedy", "put it right, or announce it: fleet.expectError(<its class>.class)")
                            .again(fleet.plan())
                            .toString(),
                    tally.first());
        }
    }

    private boolean isCut(List<FleetError> errors) {
        boolean endpointIsCut = endpoint.uncaughtCount() > endpoint.uncaught().size();
        return errors.stream()
                .filter(error -> error.origin() != Origin.ENDPOINT || endpointIsCut)
                .collect(groupingBy(
                        error -> List.of(error.origin(), error.cause().getClass()), counting()))
                .values()
                .stream()
                .anyMatch(alike -> alike >= KEPT);
    }

    boolean isExpected(Throwable thrown) {
        return expected.stream().anyMatch(kind -> kind.isInstance(thrown));
    }

    private static String words(Origin origin) {
        return switch (origin) {
            case ENDPOINT -> "in the hosted endpoint, ";
            case SCRIPT -> "in a script, ";
            case CALLBACK -> "in a callback, ";
            case SEND -> "while sending, ";
            case ENGINE -> "in junit-ws-load itself, ";
        };
    }
}
