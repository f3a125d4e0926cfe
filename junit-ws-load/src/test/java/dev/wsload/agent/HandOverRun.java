package dev.wsload.agent;

import dev.wsload.race.subject.HandOvers;
import dev.wsload.result.RaceFinding;
import dev.wsload.result.RaceFinding.Kind;
import dev.wsload.result.RaceSightings;
import java.util.List;

/** Runs each hand-over under watch, so many rounds of it, and prints what was found; in a JVM of its own. */
public final class HandOverRun {
    private HandOverRun() {}

    /** The arguments: number of rounds, whether what orders threads is seen, and names, where not all hand-overs are meant. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        boolean seesEdges = Boolean.parseBoolean(arguments[1]);
        List<String> names = arguments.length > 2 ? List.of(arguments[2].split(",")) : HandOvers.names();
        for (String name : names) {
            System.out.println(name + " " + said(watched(HandOvers.class.getPackageName(), name, rounds, seesEdges)));
        }
        System.exit(0);
    }

    /** Plays rounds of one of them under a watch over that package. */
    static RaceSightings watched(String code, String name, int rounds, boolean seesEdges) throws Exception {
        RaceDetector detector = RaceDetector.begin(List.of(code), name, seesEdges);
        RaceSightings seen;
        try {
            HandOvers.play(name, rounds);
        } finally {
            seen = detector.end();
        }
        return seen;
    }

    private static String said(RaceSightings seen) {
        if (!seen.isAlive() || seen.notInstrumented().isPresent()) {
            return "NOT JUDGED " + seen;
        }
        return seen.findings().stream()
                .filter(one -> one.kind() != Kind.SUSPECT)
                .findFirst()
                .map(HandOverRun::inWords)
                .orElse(
                        seen.findings().isEmpty()
                                ? clean(seen)
                                : "suspect " + inWords(seen.findings().get(0)));
    }

    private static String clean(RaceSightings seen) {
        return seen.sawTwoThreads() ? "clean" : "clean, seen in one thread";
    }

    private static String inWords(RaceFinding one) {
        return one.kind() + " " + one.earlier().what() + " "
                + one.earlier().stack().get(0) + " by " + one.earlier().thread() + " / "
                + one.now().what() + " " + one.now().stack().get(0) + " by "
                + one.now().thread() + ", holding " + one.earlier().locks() + " / "
                + one.now().locks();
    }
}
