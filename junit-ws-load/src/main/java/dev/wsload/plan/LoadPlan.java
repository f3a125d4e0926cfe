package dev.wsload.plan;

import dev.wsload.wire.DeflateParameters;
import dev.wsload.wire.Header;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Everything that shall be done, as values. Immutable; made and validated by {@link LoadPlanBuilder}.
 *
 * @param clients how many
 * @param seed of every random choice
 * @param again the command that makes the same run again; empty where nobody knows one
 * @param loops event loops
 * @param ramp how clients arrive
 * @param timeouts time limits
 * @param opening the opening handshake
 * @param tls trust and keys for wss
 * @param bounds bounds on memory
 * @param tooSmall what happens on a machine that is too small
 * @param cannotJudge what happens to a latency that cannot be judged
 * @param process gives the id of the endpoint's own process, once the fleet has connected; empty where nobody looks at it
 * @param faults what goes wrong on which clients
 * @param holdFaults whether faults of open connections wait until the test releases them
 * @param raceCheck whether the run is watched for data races: it is slower by that, so no latency can be judged
 * @since 0.1
 */
public record LoadPlan(
        int clients,
        long seed,
        Optional<String> again,
        int loops,
        Ramp ramp,
        Timeouts timeouts,
        Opening opening,
        Tls tls,
        Bounds bounds,
        TooSmall tooSmall,
        CannotJudge cannotJudge,
        Optional<LongSupplier> process,
        FaultPlan faults,
        boolean holdFaults,
        boolean raceCheck) {

    /** Returns a builder with all the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a plan and nothing else: {@code LoadPlan.builder().clients(10).plan()}. */
    public static final class Builder extends LoadPlanBuilder<Builder> {
        private Builder() {}
    }

    /**
     * How clients arrive.
     *
     * @param rampUp starts are spread evenly over this time; zero = all at once
     * @param arrivalsPerSecond the other way to say it; 0 = rampUp counts
     * @param connectsInFlight bound on TCP connects in flight
     * @param boundHandshakes whether upgrades that await their answer count as well
     * @param attempt whether clients that cannot connect are handed to the test in place of failing it
     * @param sourceAddresses local addresses to rotate over; empty = automatic
     */
    public record Ramp(
            Duration rampUp,
            double arrivalsPerSecond,
            int connectsInFlight,
            boolean boundHandshakes,
            boolean attempt,
            List<InetAddress> sourceAddresses) {}

    /**
     * Time limits.
     *
     * @param connect for TCP to connect
     * @param handshake for the server's answer to the upgrade (and for TLS before it)
     * @param close for the close handshake
     * @param send for room in a client's send buffer
     * @param settle without arrivals, until what is missing counts as lost
     * @param keepAlive between keep-alive pings; zero = none
     */
    public record Timeouts(
            Duration connect, Duration handshake, Duration close, Duration send, Duration settle, Duration keepAlive) {}

    /**
     * The opening handshake.
     *
     * @param headers for every client
     * @param headersOf for one client by its index
     * @param subprotocols offered, in order of preference
     * @param deflate permessage-deflate as offered; empty = not offered
     */
    public record Opening(
            List<Header> headers,
            IntFunction<List<Header>> headersOf,
            List<String> subprotocols,
            Optional<DeflateParameters> deflate) {}

    /**
     * Bounds on memory.
     *
     * @param maxMessageBytes of one message received, after decompression
     * @param maxUnsentBytes of what one client has not sent yet
     * @param inboxMessages that one client holds untaken
     */
    public record Bounds(int maxMessageBytes, int maxUnsentBytes, int inboxMessages) {}
}
