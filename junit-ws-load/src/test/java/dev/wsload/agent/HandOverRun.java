package dev.wsload.agent;

import dev.wsload.race.subject.HandOvers;
import dev.wsload.result.RaceFinding;
import dev.wsload.result.RaceFinding.Kind;
import dev.wsload.result.RaceSightings;
import java.util.List;

/** Runs each hand-over under watch, so many rounds of it, and prints what was found; in a JVM of its own. */
public final class HandOverRun {
    private HandOverRun() {}

    /** The arguments: number of rounds, and whether the edges of the JDK are seen. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        boolean hasJdk = Boolean.parseBoolean(arguments[1]);
        for (String name : HandOvers.names()) {
            RaceDetector detector = RaceDetector.begin(List.of(HandOvers.class.getPackageName()), hasJdk);
            RaceSightings seen;
            try {
                HandOvers.play(name, rounds);
            } finally {
                seen = detector.end();
            }
            System.out.println(name + " " + said(seen));
        }
        System.exit(0);
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
                                ? "clean"
                                : "suspect " + inWords(seen.findings().get(0)));
    }

    private static String inWords(RaceFinding one) {
        return one.kind() + " " + one.earlier().what() + " "
                + one.earlier().stack().get(0) + " by " + one.earlier().thread() + " / "
                + one.now().what() + " " + one.now().stack().get(0) + " by "
                + one.now().thread();
    }
}
