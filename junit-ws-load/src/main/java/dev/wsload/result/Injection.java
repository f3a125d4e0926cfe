package dev.wsload.result;

import dev.wsload.plan.FaultPlan.Assignment;
import java.time.Duration;

/**
 * Something that a fault has done to a client. Immutable.
 *
 * @param assignment the fault and the client
 * @param what in words, such as "reset"
 * @param at when, since the fleet began to connect
 * @since 0.1
 */
public record Injection(Assignment assignment, String what, Duration at) {}
