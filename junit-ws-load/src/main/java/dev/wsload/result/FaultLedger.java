package dev.wsload.result;

import dev.wsload.plan.FaultPlan.Assignment;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What faults have done to the clients of one fleet. Both sides of a connection keep it: the hosted side finds in it which client
 * is behind an address. Thread-safe.
 *
 * @since 0.1
 */
public final class FaultLedger {
    private final long origin = System.nanoTime();
    private final Queue<Injection> injections = new ConcurrentLinkedQueue<>();
    private final Map<SocketAddress, Integer> clients = new ConcurrentHashMap<>();

    private volatile boolean held;

    /** Creates an empty ledger, whose clock starts now, of faults that strike as soon as their moments come. */
    public FaultLedger() {
        this(false);
    }

    /**
     * Creates an empty ledger, whose clock starts now.
     *
     * @param held whether faults of open connections wait until they are released
     */
    public FaultLedger(boolean held) {
        this.held = held;
    }

    /** Says whether faults of open connections wait still. */
    public boolean areHeld() {
        return held;
    }

    /** Lets them wait no longer. */
    public void release() {
        held = false;
    }

    /** Notes what a fault has just done, in words such as "reset". */
    public void note(Assignment assignment, String what) {
        injections.add(new Injection(assignment, what, elapsed()));
    }

    /** Returns the time on its clock, which is the clock of outcomes, too. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - origin);
    }

    /** Returns what has been noted so far, in the order of the clock. */
    public List<Injection> injections() {
        return injections.stream().sorted(Comparator.comparing(Injection::at)).toList();
    }

    /** Notes that a client has connected from this address; before it sends anything. */
    public void connected(SocketAddress from, int client) {
        clients.put(from, client);
    }

    /** Notes that the connection from this address has ended. */
    public void ended(SocketAddress from) {
        clients.remove(from);
    }

    /** Returns the client behind an address, by its index; empty for somebody else. */
    public OptionalInt clientAt(SocketAddress peer) {
        Integer client = clients.get(peer);
        return client == null ? OptionalInt.empty() : OptionalInt.of(client);
    }
}
