package dev.wsload.plan;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * STUB of intent: echo.
 *
 * @param messages messages a client, when {@code during} is zero
 * @param size payload bytes, at least 32
 * @param window messages in flight a client, closed loop
 * @param rate messages a second over the whole fleet; 0 = closed loop
 * @param during length of a rated run; zero = by count
 * @param binary whether messages are binary
 * @param recogniser turns a reply into the payload that was sent, or null when it is no reply
 * @param unloadedRoundTrips round trips of one client alone before the load
 */
public record Echo(
        int messages,
        int size,
        int window,
        double rate,
        Duration during,
        boolean binary,
        UnaryOperator<String> recogniser,
        int unloadedRoundTrips)
        implements Workload {}
