package dev.wsload.result;

import dev.wsload.metrics.Latency;
import java.time.Duration;
import java.util.Optional;

/**
 * What one workload did. Immutable.
 *
 * @param name what ran, such as "echo"
 * @param delivery what the delivery ledger proves
 * @param latency from the intended send time to the arrival of each message
 * @param unloaded the same of one client alone, measured before the load; empty when it was not asked for
 * @param elapsed from the first send to the last arrival
 * @since 0.1
 */
public record WorkloadResult(
        String name, Delivery delivery, Latency latency, Optional<Latency> unloaded, Duration elapsed) {}
