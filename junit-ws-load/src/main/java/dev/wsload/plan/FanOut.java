package dev.wsload.plan;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** STUB of intent: fan-out; rate is messages a second over all senders; exceptSender: a sender does not hear itself. */
public record FanOut(
        int senders,
        int messages,
        int size,
        int window,
        double rate,
        Duration during,
        boolean binary,
        boolean exceptSender,
        UnaryOperator<String> recogniser)
        implements Workload {}
