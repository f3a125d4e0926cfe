package dev.wsload.plan;

import java.time.Duration;

/** STUB of intent: idle. */
public record Idle(Duration during) implements Workload {}
