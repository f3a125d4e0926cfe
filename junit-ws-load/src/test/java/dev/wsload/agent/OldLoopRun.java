package dev.wsload.agent;

import dev.wsload.race.subject.OldLoop;
import java.util.List;

/** Watches an event loop that was running before the first watch; prints how many findings there are; in a JVM of its own. */
public final class OldLoopRun {
    private OldLoopRun() {}

    public static void main(String[] arguments) throws Exception {
        OldLoop loop = OldLoop.begun();
        RaceDetector detector = RaceDetector.begin(List.of(OldLoop.class.getPackageName()), "an older loop");
        loop.handOver();
        System.out.println(detector.end().findings().size() + " found");
        System.exit(0);
    }
}
