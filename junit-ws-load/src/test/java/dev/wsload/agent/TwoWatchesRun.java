package dev.wsload.agent;

import dev.wsload.race.subject.HandOvers;
import dev.wsload.result.RaceSightings;

/** Watches one package, and then another while the code of the first races again; prints how many findings each has; in a JVM of its own. */
public final class TwoWatchesRun {
    private TwoWatchesRun() {}

    public static void main(String[] arguments) throws Exception {
        String race = HandOvers.races().get(0);
        print(HandOverRun.watched(HandOvers.class.getPackageName(), race, 1, true));
        print(HandOverRun.watched("com.example.elsewhere", race, 1, true));
        System.exit(0);
    }

    private static void print(RaceSightings seen) {
        System.out.println(
                (seen.isAlive() ? "" : "NOT JUDGED, ") + seen.findings().size() + " found");
    }
}
