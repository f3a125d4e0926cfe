package dev.wsload.agent;

import dev.wsload.race.subject.HandOvers;

/** Watches so many times in one JVM, and prints how many have judged; in a JVM of its own. */
public final class ManyWatchesRun {
    private ManyWatchesRun() {}

    public static void main(String[] arguments) throws Exception {
        int judged = 0;
        for (int watch = 0; watch < Integer.parseInt(arguments[0]); watch++) {
            boolean isAlive = HandOverRun.watched(
                            HandOvers.class.getPackageName(), HandOvers.races().get(0), 1, true)
                    .isAlive();
            judged += isAlive ? 1 : 0;
        }
        System.out.println(judged + " judged");
        System.exit(0);
    }
}
