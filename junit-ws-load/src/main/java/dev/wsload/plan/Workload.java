package dev.wsload.plan;

/**
 * A ready workload that runs on the event loops. Immutable; made by {@link Workloads}.
 *
 * @since 0.1
 */
public sealed interface Workload permits Echo, FanOut, Idle, Churn {}
