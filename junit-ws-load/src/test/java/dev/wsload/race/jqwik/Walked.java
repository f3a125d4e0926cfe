package dev.wsload.race.jqwik;

import dev.wsload.race.ClientList;
import java.util.function.Consumer;

/** A list as a broadcast uses it: something is done for each client while the list is walked. */
interface Walked<M> extends ClientList<M> {
    /** Does this for everybody on the list; on a copy, unless the list is walked in place. */
    default void each(Consumer<M> action) {
        snapshot().forEach(action);
    }

    /** Returns how many are on the list, marked or not; no {@link #size()}, which the contract would try. */
    default int length() {
        return snapshot().size();
    }
}
