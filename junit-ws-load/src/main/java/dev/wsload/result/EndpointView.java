package dev.wsload.result;

import dev.wsload.machine.ProcessResources;
import dev.wsload.machine.ProcessState;
import dev.wsload.machine.StackGroup;
import dev.wsload.result.Visit.RoundTrip;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What can be seen of an endpoint under test. Thread-safe.
 *
 * @since 0.1
 */
public interface EndpointView {
    /** Nothing can be seen of it. */
    EndpointView UNSEEN = new EndpointView() {};

    /**
     * What a process held when so many clients were open.
     *
     * @param resources what it held
     * @param open how many clients were open
     * @param hasFleet whether the fleet's own sockets are in that process, too
     */
    record Level(ProcessResources resources, int open, boolean hasFleet) {
        /**
         * Returns how many descriptors it may hold.
         *
         * @param connected how many clients the endpoint is connected with
         * @param stillOpen how many sockets the fleet has open
         */
        public long descriptors(int connected, int stillOpen) {
            return resources.descriptors() - (open - connected) - (hasFleet ? open - stillOpen : 0);
        }
    }

    /**
     * One process has taken the place of another.
     *
     * @param before the id of the one that is gone
     * @param now the id of the one that is there
     */
    record Succession(long before, long now) {}

    /** Returns how many clients the endpoint has registered, by the test's own count; empty if it gave none. */
    default OptionalInt registered() {
        return OptionalInt.empty();
    }

    /** Returns how many connections the server has; empty if it is not hosted here, or no faults were planned. */
    default OptionalInt connections() {
        return OptionalInt.empty();
    }

    /**
     * Collects the garbage of this JVM, and returns how many connections of the server are over and still in memory, as somebody refers
     * to them; empty if it is not hosted here, or the JVM does not collect when it is asked to ({@code -XX:+DisableExplicitGC}).
     */
    default OptionalInt endedInMemory() {
        return OptionalInt.empty();
    }

    /** Returns how many handlers are running on worker threads of the server, about; empty if it is not hosted here. */
    default OptionalInt runningHandlers() {
        return OptionalInt.empty();
    }

    /** Returns what this JVM held when the fleet had connected; empty if the endpoint is not hosted here. */
    default Optional<Level> level() {
        return Optional.empty();
    }

    /**
     * Connects a client that is not of the fleet, lets it make a round trip and leave.
     *
     * @param limit for all of it
     */
    default Visit visit(Duration limit, RoundTrip roundTrip) {
        return Visit.unanswered("nobody can connect from here");
    }

    /** Says whether a port that is used with TLS answers without it, and one that is used without TLS answers a TLS handshake. */
    default boolean answersTheOtherWay(Duration limit) {
        return false;
    }

    /**
     * Watches the endpoint's own process for so long; empty where it runs in this JVM, on another machine, or cannot be looked at.
     */
    default Optional<ProcessState> process(Duration time) {
        return Optional.empty();
    }

    /** Says whether the endpoint's own process was seen when the fleet began, and is there no more. */
    default boolean isProcessGone() {
        return false;
    }

    /**
     * Returns which process listens on the endpoint's port now that its own, which was seen when the fleet began, is there no more;
     * empty where none is seen.
     */
    default Optional<Succession> succession() {
        return Optional.empty();
    }

    /** Returns where the threads of the hosted server stand in the endpoint's own code; nothing if it is not hosted here. */
    default List<StackGroup> threads() {
        return List.of();
    }

    /**
     * Lets open clients of the fleet ping, one after the other.
     *
     * @param whom their indexes
     * @param limit for the first that gets no pong; 200 ms for each after that
     */
    default Pings ping(List<Integer> whom, Duration limit) {
        return Pings.NONE;
    }

    /**
     * Closes open clients of a fleet that could not connect as a whole, and that nobody will miss; none of any other.
     *
     * @return how many have left
     */
    default int freePlaces(int most) {
        return 0;
    }

    /**
     * Connects clients that are not of the fleet and say nothing, and waits until they have been closed, or the time is over.
     *
     * @param clients how many, at least 1
     * @param apart how long after the one before each of them starts
     * @param time from the last one's opening on
     * @return what has become of them; empty where nobody can connect from here
     */
    default List<ClientOutcome> observe(int clients, Duration apart, Duration time) {
        return List.of();
    }
}
