package dev.wsload.plan;

import dev.wsload.value.Durations;
import dev.wsload.value.Rules;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Every client sends messages and awaits each of them back. Immutable: every method returns a changed copy, and refuses
 * a bad value with an {@link IllegalArgumentException} of one sentence.
 *
 * @param messages messages a client, when {@code during} is zero
 * @param size payload bytes, at least 32
 * @param window messages in flight a client, closed loop
 * @param rate messages a second over the whole fleet; 0 = closed loop
 * @param during length of the run; zero = by count
 * @param isBinary whether messages are binary
 * @param recogniser turns a reply into the payload that was sent, or null when it is no reply
 * @param unloadedRoundTrips round trips of one client alone before the load; {@value #BY_PACE} = as the pace asks for
 * @since 0.1
 */
public record Echo(
        int messages,
        int size,
        int window,
        double rate,
        Duration during,
        boolean isBinary,
        UnaryOperator<String> recogniser,
        int unloadedRoundTrips)
        implements Workload {
    /** Round trips a second of the client that is alone, before a run with a rate: one every 5 ms. */
    public static final int UNLOADED_RATE = 200;

    /** Round trips of one client alone, where no number was given: 200 at a rate, else none. */
    static final int BY_PACE = -1;

    private static final int UNLOADED_ROUND_TRIPS = 200;

    /** Refuses values out of range. */
    public Echo {
        Rules.atLeast(1, "messages", messages, "leave it out for 10");
        Rules.atLeast(1, "window", window, "leave it out for 1");
        Rules.atLeast(BY_PACE, "unloadedRoundTrips", unloadedRoundTrips, "give 0 for none");
        Pace.check(size, rate, during);
        Objects.requireNonNull(recogniser, "replies");
    }

    /** Sends this many messages a client, at least 1; 10 by default. Replaces {@link #during(Duration)}. */
    public Echo messages(int aClient) {
        return new Echo(aClient, size, window, rate, Duration.ZERO, isBinary, recogniser, unloadedRoundTrips);
    }

    /** Sends messages of this many bytes, at least 32 and at most the plan's message size; 64 by default. */
    public Echo size(int bytes) {
        return new Echo(messages, bytes, window, rate, during, isBinary, recogniser, unloadedRoundTrips);
    }

    /** Lets a client have this many messages in flight while no rate is given, at least 1; 1 by default. */
    public Echo window(int inFlight) {
        return new Echo(messages, size, inFlight, rate, during, isBinary, recogniser, unloadedRoundTrips);
    }

    /**
     * Sends at this fixed rate, whether replies come or not; latency counts from the intended send time. Measures 200
     * round trips of one client alone before, at {@value #UNLOADED_RATE} a second, unless
     * {@link #unloadedRoundTrips(int)} has said another number.
     *
     * @param perSecond messages a second over the whole fleet, more than 0
     */
    public Echo rate(double perSecond) {
        return new Echo(messages, size, window, Pace.rate(perSecond), during, isBinary, recogniser, unloadedRoundTrips);
    }

    /** Sends for this long, in place of a number of messages; more than zero. */
    public Echo during(Duration time) {
        return new Echo(messages, size, window, rate, Pace.during(time), isBinary, recogniser, unloadedRoundTrips);
    }

    /** Sends for this long, such as {@code "10 s"}. */
    public Echo during(String time) {
        return during(Durations.parse("during", time));
    }

    /** Sends binary messages in place of text. */
    public Echo binary() {
        return new Echo(messages, size, window, rate, during, true, recogniser, unloadedRoundTrips);
    }

    /**
     * Recognises the replies of a server that does not send messages back as they are.
     *
     * @param payloadOfReply turns a reply into the payload that was sent, or null when it is no reply; called on an
     *     event loop
     */
    public Echo replies(UnaryOperator<String> payloadOfReply) {
        return new Echo(messages, size, window, rate, during, isBinary, payloadOfReply, unloadedRoundTrips);
    }

    /**
     * Measures this many round trips of one client alone first, at least 0. One follows the other at once, or
     * {@value #UNLOADED_RATE} a second if the load has a rate.
     */
    public Echo unloadedRoundTrips(int number) {
        int given = Rules.atLeast(0, "unloadedRoundTrips", number, "give 0 for none");
        return new Echo(messages, size, window, rate, during, isBinary, recogniser, given);
    }

    /** Returns how many round trips of one client alone are measured before the load: as many as were asked for, or as the pace asks. */
    @Override
    public int unloadedRoundTrips() {
        int byPace = rate > 0 ? UNLOADED_ROUND_TRIPS : 0;
        return unloadedRoundTrips == BY_PACE ? byPace : unloadedRoundTrips;
    }
}
