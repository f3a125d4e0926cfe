package dev.wsload.plan;

import java.time.Duration;

/**
 * The ready workloads, for a static import.
 *
 * @since 0.1
 */
public final class Workloads {
    private Workloads() {}

    /** Every client sends messages and awaits each of them back: 10 messages of 64 bytes, one in flight. */
    public static Echo echo() {
        return new Echo(10, 64, 1, 0, Duration.ZERO, false, Workload.VERBATIM, Echo.BY_PACE);
    }

    /** Some clients send, everyone must receive: 1 sender, 10 messages of 64 bytes. */
    public static FanOut fanOut() {
        return new FanOut(1, 10, 64, 1, 0, Duration.ZERO, false, false, Workload.VERBATIM);
    }

    /** Every client stays connected and silent: for 1 second. */
    public static Idle idle() {
        return new Idle(Duration.ofSeconds(1));
    }

    /** Clients leave and join while others talk: half of the clients churn for 5 seconds, 1 sender, 100 messages a second. */
    public static Churn churn() {
        return new Churn(1, 0.5, 100, 64, Duration.ofSeconds(5), false, Workload.VERBATIM);
    }
}
