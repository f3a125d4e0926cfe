package dev.wsload.plan;

import dev.wsload.value.Rules;
import java.time.Duration;

/** The rules that workloads share. */
final class Pace {
    private Pace() {}

    static void check(int size, double rate, Duration during) {
        Rules.require(
                size >= Workload.STAMP_BYTES,
                "size",
                size,
                "at least " + Workload.STAMP_BYTES,
                "the stamp that proves the delivery needs them");
        Rules.require(
                rate >= 0 && Double.isFinite(rate),
                "rate",
                rate,
                "more than 0 messages a second",
                "leave it out to " + "send as fast as replies come");
        Rules.notNegative("during", during, "give the time to run for");
    }

    static double rate(double messagesPerSecond) {
        return Rules.positive("rate", messagesPerSecond, "leave it out to send as fast as replies come");
    }

    static Duration during(Duration time) {
        return Rules.positive("during", time, "give the time to run for");
    }
}
