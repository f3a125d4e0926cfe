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
 * @param healthy the same for messages between clients that no fault is meant for
 * @param unloaded latency of one client alone, measured before the load; empty when it was not asked for
 * @param lateness how late the fleet's own event loops were meanwhile with what had its time; part of what {@code latency} measures
 * @param pause the longest time in which nothing arrived for anybody though something was under way
 * @param elapsed from the first send to the last arrival
 * @since 0.1
 */
public record WorkloadResult(
        String name,
        Delivery delivery,
        Latency latency,
        Healthy healthy,
        Optional<Latency> unloaded,
        Latency lateness,
        Duration pause,
        Duration elapsed) {
    /**
     * What was seen of messages between healthy clients.
     *
     * @param delivery what the delivery ledger proves of them
     * @param latency of them
     */
    public record Healthy(Delivery delivery, Latency latency) {}

    /** Returns what is left when all messages to and from faulty clients are left out. */
    public WorkloadResult ofHealthy() {
        return new WorkloadResult(name, healthy.delivery, healthy.latency, healthy, unloaded, lateness, pause, elapsed);
    }
}
