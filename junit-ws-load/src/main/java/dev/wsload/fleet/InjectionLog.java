package dev.wsload.fleet;

import dev.wsload.plan.FaultPlan.Assignment;
import dev.wsload.result.Injection;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What faults have done to the clients of one fleet. Thread-safe. */
final class InjectionLog {
    private final long origin = System.nanoTime();
    private final Queue<Injection> injections = new ConcurrentLinkedQueue<>();

    void add(Assignment assignment, String what) {
        injections.add(new Injection(assignment, what, Duration.ofNanos(System.nanoTime() - origin)));
    }

    List<Injection> injections() {
        return injections.stream().sorted(Comparator.comparing(Injection::at)).toList();
    }
}
