package dev.wsload.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Where a fault meets one connection. Everything a fault does through it is noted as an {@code Injection}. Belongs to the
 * event loop of the connection: to be used in {@code strike} and in what {@link #after}, {@link #whenOpen} and the like run, and by
 * no other thread.
 *
 * @since 0.1
 */
public sealed interface Seam permits LinkSeam, ClientSeam, ServerSeam {
    /** Returns the client's index, from 0. */
    int client();

    /** Returns a source of choices that the plan's seed repeats for this fault on this client. */
    RandomGenerator random();

    /** Runs this once the connection has opened; at once, if it has. */
    void whenOpen(Runnable action);

    /** Runs this on the event loop after a time, unless the connection has ended by then. */
    void after(Duration delay, Runnable action);
}
