package dev.wsload.race;

import java.util.Collection;

/**
 * A server's list of clients, as a test drives it: an adapter before the real one. Implement what yours has; what is left out is not
 * tried. One of {@link #snapshot()}, {@link #broadcast()} and {@link #size()} must be there, or nothing can be seen.
 *
 * @param <M> how the list keeps a client
 * @since 0.1
 */
public interface ClientList<M> {
    /**
     * Puts a new, active client on the list, and returns it.
     *
     * @param number of this client, counted from 0
     */
    M add(int number);

    /** Marks a client as one that has gone; it stays on the list until {@link #removeInactive()}. Does no harm where it is off the list. */
    default void deactivate(M client) {
        throw new UnsupportedOperationException("deactivate");
    }

    /** Takes all clients off the list that are marked. */
    default void removeInactive() {
        throw new UnsupportedOperationException("removeInactive");
    }

    /** Takes one client off the list; does no harm where it is off it already. */
    default void remove(M client) {
        throw new UnsupportedOperationException("remove");
    }

    /** Returns who is on the list, marked or not, in any order. */
    default Collection<M> snapshot() {
        throw new UnsupportedOperationException("snapshot");
    }

    /**
     * Sends something to all, and returns to whom: everybody on the list who is active, nobody who is off it, and of those who are marked
     * and still on it whomever it reaches.
     */
    default Collection<M> broadcast() {
        throw new UnsupportedOperationException("broadcast");
    }

    /** Returns how many are on the list. */
    default int size() {
        throw new UnsupportedOperationException("size");
    }
}
