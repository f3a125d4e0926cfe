package dev.wsload.agent;

import dev.wsload.race.subject.Roll;
import java.util.List;

/** Watches an object that was made before the first watch; prints how many findings there are; in a JVM of its own. */
public final class EarlierObjectRun {
    private EarlierObjectRun() {}

    public static void main(String[] arguments) throws Exception {
        Roll roll = new Roll();
        RaceDetector detector = RaceDetector.begin(List.of(Roll.class.getPackageName()), "earlier objects");
        roll.race();
        System.out.println(detector.end().findings().size() + " found");
        System.exit(0);
    }
}
