package dev.wsload.plan;

import dev.wsload.wire.DeflateParameters;
import dev.wsload.wire.Header;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** STUB of intent: everything that shall be done, validated by its builder. */
public record LoadPlan(
        int clients, long seed, int loops, Ramp ramp, Timeouts timeouts, Opening opening, Tls tls, Bounds bounds) {

    /**
     * How clients arrive.
     *
     * @param rampUp starts are spread evenly over this time; zero = all at once
     * @param arrivalsPerSecond the other way to say it; 0 = rampUp counts
     * @param connectsInFlight bound on TCP connects in flight, default 256
     * @param boundHandshakes whether upgrades that await their answer count as well
     * @param attempt whether clients that cannot connect are handed to the test (ATTEMPT) in place of failing it
     * @param sourceAddresses local addresses to rotate over; empty = automatic
     */
    public record Ramp(
            Duration rampUp,
            double arrivalsPerSecond,
            int connectsInFlight,
            boolean boundHandshakes,
            boolean attempt,
            List<InetAddress> sourceAddresses) {}

    /** Time limits; keepAlive zero = no keep-alive pings. */
    public record Timeouts(
            Duration connect, Duration handshake, Duration close, Duration send, Duration settle, Duration keepAlive) {}

    /** The opening handshake: headers for all, headers for one, subprotocols, permessage-deflate. */
    public record Opening(
            List<Header> headers,
            IntFunction<List<Header>> headersOf,
            List<String> subprotocols,
            Optional<DeflateParameters> deflate) {}

    /** Bounds on memory: one message, the unsent bytes of a client, the untaken messages of a client. */
    public record Bounds(int maxMessageBytes, int maxUnsentBytes, int inboxMessages) {}
}
