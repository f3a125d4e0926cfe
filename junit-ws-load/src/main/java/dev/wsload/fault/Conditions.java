package dev.wsload.fault;

import dev.wsload.value.Rules;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The conditions under which a fleet meets its hosted endpoint. Immutable.
 *
 * @param backlog how many connections the kernel lets wait until the server accepts them (listen(2)); empty = all clients
 * @param workers how many threads the server has for handlers that may block; empty = eight for each I/O thread
 * @param virtualWorkers whether these are virtual threads
 * @param connections how many connections the server accepts at a time; empty = any number
 * @param allAtOnce whether all clients connect at the same time, whatever bound the fleet has on connects in flight
 * @param crashAfter when the server drops all connections and listens no more, once the fleet has connected; empty = never
 * @since 0.1
 */
public record Conditions(
        OptionalInt backlog,
        OptionalInt workers,
        boolean virtualWorkers,
        OptionalInt connections,
        boolean allAtOnce,
        Optional<Duration> crashAfter) {
    /** Returns the usual conditions. */
    public static Conditions usual() {
        return new Conditions(
                OptionalInt.empty(), OptionalInt.empty(), false, OptionalInt.empty(), false, Optional.empty());
    }

    /** Returns these with another backlog, at least 1. */
    public Conditions backlog(int waiting) {
        Rules.atLeast(1, "backlog", waiting, "listen(2) takes no less");
        return new Conditions(OptionalInt.of(waiting), workers, virtualWorkers, connections, allAtOnce, crashAfter);
    }

    /** Returns these with so many threads for handlers, 1 to 4,096. */
    public Conditions workers(int threads, boolean virtual) {
        Rules.between(1, 4_096, "workers", threads, "1 is a pool that one blocked handler exhausts");
        return new Conditions(backlog, OptionalInt.of(threads), virtual, connections, allAtOnce, crashAfter);
    }

    /** Returns these with so many connections at a time, at least 1. */
    public Conditions connections(int most) {
        Rules.atLeast(1, "connections", most, "a server that accepts nobody is not there");
        return new Conditions(backlog, workers, virtualWorkers, OptionalInt.of(most), allAtOnce, crashAfter);
    }

    /** Returns these, with all clients connecting at the same time. */
    public Conditions withAllAtOnce() {
        return new Conditions(backlog, workers, virtualWorkers, connections, true, crashAfter);
    }

    /** Returns these, with a server that crashes this long, zero or more, after the fleet has connected. */
    public Conditions crash(Duration after) {
        Rules.notNegative("after", after, "leave it out for at once");
        return new Conditions(backlog, workers, virtualWorkers, connections, allAtOnce, Optional.of(after));
    }
}
