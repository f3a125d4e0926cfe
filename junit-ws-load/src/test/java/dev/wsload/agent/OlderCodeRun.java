package dev.wsload.agent;

import dev.wsload.result.RaceFinding;
import dev.wsload.result.RaceSightings;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Watches a library in class files older than Java 11, of which each thread uses objects of its own; in a JVM of its own. */
public final class OlderCodeRun {
    private static final int THREADS = 4;
    private static final int VALUES = 1_000;

    private OlderCodeRun() {}

    /** Prints what was found. */
    public static void main(String[] arguments) throws InterruptedException {
        RaceDetector detector = RaceDetector.begin(List.of(Histogram.class.getPackageName()), "older code");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(new Thread(OlderCodeRun::use));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        RaceSightings seen = detector.end();
        System.out.println("alive: " + seen.isAlive() + ", not instrumented: " + seen.notInstrumented());
        seen.findings().stream()
                .filter(one -> one.kind() != RaceFinding.Kind.SUSPECT)
                .forEach(one -> System.out.println(one.kind() + " " + one.now().what()));
        System.exit(0);
    }

    private static void use() {
        Histogram histogram = new Histogram(2);
        for (int i = 0; i < VALUES; i++) {
            histogram.recordValue(i);
        }
    }
}
