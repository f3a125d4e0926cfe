package dev.wsload.plan;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** STUB of intent: churn; leaving = share of clients that leave and join; rate = messages a second over all senders. */
public record Churn(
        int senders,
        double leaving,
        double rate,
        int size,
        Duration during,
        boolean binary,
        UnaryOperator<String> recogniser)
        implements Workload {}
