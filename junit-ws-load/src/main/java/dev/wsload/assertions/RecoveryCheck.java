package dev.wsload.assertions;

import dev.wsload.diagnosis.Complaint;
import dev.wsload.machine.ProcessResources;
import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.EndpointView;
import dev.wsload.result.EndpointView.Level;
import dev.wsload.result.FleetView;
import dev.wsload.result.Visit.RoundTrip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Judges whether an endpoint is in time what it was before faults struck, as far as it can be seen.
 *
 * @param limit how long it may take
 * @param process what the endpoint's own process held before the fleet connected; empty if nobody said
 */
record RecoveryCheck(Duration limit, Optional<ProcessResources> process) implements FleetCheck {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    /** Each look collects the garbage of the whole JVM. */
    private static final Duration COLLECTION_INTERVAL = Duration.ofMillis(250);

    /** The new client must be gone again as well before it is over. The memory comes last: a collection may take its time. */
    @Override
    public Optional<FailureText> failure(FleetView fleet) {
        long begun = System.nanoTime();
        return await(fleet, begun, POLL_INTERVAL, this::excesses)
                .or(() -> fleet.endpoint()
                        .visit(left(begun), RoundTrip.PING)
                        .why()
                        .map(why -> text(fleet, List.of("a new client: " + why))))
                .or(() -> await(fleet, begun, POLL_INTERVAL, this::excesses))
                .or(() -> await(fleet, begun, COLLECTION_INTERVAL, RecoveryCheck::endedInMemory));
    }

    private Optional<FailureText> await(
            FleetView fleet, long begun, Duration interval, Function<FleetView, List<String>> excesses) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(interval)
                    .atMost(left(begun).plus(interval))
                    .until(() -> excesses.apply(fleet).isEmpty());
            return Optional.empty();
        } catch (ConditionTimeoutException e) {
            List<String> last = excesses.apply(fleet);
            return last.isEmpty() ? Optional.empty() : Optional.of(text(fleet, last));
        }
    }

    /** Of the time for all steps together; there is one look at least. */
    private Duration left(long begun) {
        Duration left = limit.minusNanos(System.nanoTime() - begun);
        return left.compareTo(POLL_INTERVAL) > 0 ? left : POLL_INTERVAL;
    }

    private FailureText text(FleetView fleet, List<String> seen) {
        return new FailureText("the endpoint has not recovered within " + Figures.duration(limit))
                .about(Complaint.NO_RECOVERY)
                .rows("seen", seen, "fact")
                .rows("not judged", notJudged(fleet.endpoint()), "fact")
                .again(fleet.plan());
    }

    private List<String> excesses(FleetView fleet) {
        EndpointView endpoint = fleet.endpoint();
        Connected connected = Connected.of(fleet);
        List<String> excesses = new ArrayList<>();
        connected.unlike(endpoint.registered(), "registered client").ifPresent(excesses::add);
        connected.unlike(endpoint.connections(), "connection").ifPresent(excesses::add);
        int running = endpoint.runningHandlers().orElse(0);
        if (running > 0) {
            excesses.add(Figures.count(running, "handler") + " still running on worker threads");
        }
        level(endpoint).ifPresent(level -> excesses.addAll(excesses(level, connected.most(), fleet.open())));
        return excesses;
    }

    private static List<String> endedInMemory(FleetView fleet) {
        int ended = fleet.endpoint().endedInMemory().orElse(0);
        return ended == 0
                ? List.of()
                : List.of(Figures.count(ended, "ended connection") + " still in memory after a collection");
    }

    private Optional<Level> level(EndpointView endpoint) {
        return process.map(before -> new Level(before, 0, false)).or(endpoint::level);
    }

    private static List<String> excesses(Level level, int connected, int open) {
        ProcessResources before = level.resources();
        Optional<ProcessResources> process = before.now();
        if (process.isEmpty()) {
            return List.of("process " + before.pid() + " is gone");
        }
        ProcessResources now = process.get();
        List<String> excesses = new ArrayList<>();
        long most = level.descriptors(connected, open);
        if (now.descriptors() > most) {
            excesses.add(Figures.count(now.descriptors(), "file descriptor") + " in process " + now.pid()
                    + ", must be at most " + Figures.count(most) + " with " + Figures.count(connected, "client"));
        }
        if (now.threads() > before.threads()) {
            excesses.add(Figures.count(now.threads(), "thread") + " in process " + now.pid() + ", must be at most "
                    + Figures.count(before.threads()) + " as before");
        }
        return excesses;
    }

    private List<String> notJudged(EndpointView endpoint) {
        List<String> unseen = new ArrayList<>();
        if (endpoint.registered().isEmpty()) {
            unseen.add("registered clients: give their number with @WsConnectedWhen");
        }
        if (endpoint.connections().isEmpty()) {
            unseen.add("connections: the endpoint is not hosted here, or has no faults");
        }
        if (endpoint.runningHandlers().isEmpty()) {
            unseen.add("handlers that never return: the endpoint is not hosted here");
        }
        if (endpoint.endedInMemory().isEmpty()) {
            unseen.add("memory: the endpoint is not hosted here, or this JVM runs with -XX:+DisableExplicitGC");
        }
        if (level(endpoint).isEmpty()) {
            unseen.add("file descriptors and threads: give what its process held before, with ofProcess(..)");
        }
        return unseen;
    }

    /**
     * How many clients the endpoint should have: those that are open for sure, and at most those as well that a fault has struck
     * without ending them. One that a fault has ended on the wire is open here only because nobody has told it.
     */
    private record Connected(int least, int most) {
        static Connected of(FleetView fleet) {
            Struck struck = Struck.of(fleet);
            return new Connected(
                    open(fleet, client -> !struck.clients().contains(client)),
                    open(fleet, client -> struck.faults(client).stream()
                            .noneMatch(fault -> fault.effect().decides())));
        }

        private static int open(FleetView fleet, Predicate<Integer> who) {
            return (int) fleet.outcomes().stream()
                    .filter(outcome -> outcome.status() == Status.OPEN)
                    .map(ClientOutcome::client)
                    .filter(who)
                    .count();
        }

        Optional<String> unlike(OptionalInt seen, String noun) {
            if (seen.isEmpty() || seen.getAsInt() >= least && seen.getAsInt() <= most) {
                return Optional.empty();
            }
            String right = least == most ? Figures.count(most) : Figures.count(least) + " to " + Figures.count(most);
            return Optional.of(
                    Figures.count(seen.getAsInt(), noun) + ", must be " + right + ", who are really connected");
        }
    }
}
