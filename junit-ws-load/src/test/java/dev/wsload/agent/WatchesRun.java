package dev.wsload.agent;

import dev.wsload.race.subject.HandOvers;
import java.util.List;

/** Begins and ends watches as nobody should, and prints what is said; in a JVM of its own. */
public final class WatchesRun {
    private WatchesRun() {}

    public static void main(String[] arguments) {
        RaceDetector first = begin();
        print(WatchesRun::begin);
        Thread.currentThread().interrupt();
        System.out.println("judged: " + first.end().isAlive() + ", interrupted: " + Thread.interrupted());
        print(first::end);
        System.out.println("judged: " + begin().end().isAlive());
        System.exit(0);
    }

    private static RaceDetector begin() {
        return RaceDetector.begin(List.of(HandOvers.class.getPackageName()), "the first one");
    }

    private static void print(Runnable wrong) {
        try {
            wrong.run();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }
}
