package dev.wsload.assertions;

import dev.wsload.machine.ProcessResources;
import dev.wsload.value.Rules;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * What should be so of the endpoint: {@code assertThat(fleet).endpoint()...}
 *
 * @since 0.1
 */
public final class EndpointAssert {
    private final FleetAssert fleet;
    private final Optional<ProcessResources> process;

    EndpointAssert(FleetAssert fleet, Optional<ProcessResources> process) {
        this.fleet = fleet;
        this.process = process;
    }

    /**
     * Judges the descriptors and threads of the endpoint's own process as well. A server starts some of its threads when it first needs
     * them, and opens files then: let it serve a few clients before you look at it.
     *
     * @param before what it held before the fleet connected: {@code ProcessResources.of(pid)}
     */
    @CheckReturnValue
    public EndpointAssert ofProcess(ProcessResources before) {
        return new EndpointAssert(fleet, Optional.of(before));
    }

    /**
     * The endpoint is in time what it was before faults struck; waits for that, while the fleet is open. As far as it can be seen:
     *
     * <ul>
     *   <li>a new client connects, and makes a round trip of a ping and its pong; this is all there is to see of an external endpoint;
     *   <li>the registered clients, where the test counts them ({@code @WsConnectedWhen}), are those that are really connected: dead
     *       peers have been noticed and released, and nobody else has;
     *   <li>so are the connections of a hosted server;
     *   <li>file descriptors and threads of this JVM, where it hosts the endpoint, or of the endpoint's {@link #ofProcess process}, are
     *       not more than before. They are the whole process's: other tests must not run at the same time;
     *   <li>no handler of a hosted server is still running on a worker thread;
     *   <li>a hosted endpoint refers to no session or channel any more whose connection is over: a collection (one at least, of the whole
     *       JVM) takes them out of memory. Not judged with {@code -XX:+DisableExplicitGC}.
     * </ul>
     *
     * <p>A failure names what was not judged. Without the test's own count nothing is said of the endpoint's list.
     *
     * @param limit for all of this together, more than zero
     * @throws IllegalArgumentException when it is not
     */
    public FleetAssert recoversWithin(Duration limit) {
        return fleet.holdsOfAll(new RecoveryCheck(
                Rules.positive("recoversWithin", limit, "give how long the endpoint may take"), process));
    }
}
