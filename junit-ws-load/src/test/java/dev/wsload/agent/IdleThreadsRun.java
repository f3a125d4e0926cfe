package dev.wsload.agent;

import dev.wsload.race.subject.Idlers;
import java.util.List;

/** Watches so many times in one JVM, leaves an idle thread behind each time, and prints how many watches have judged; in a JVM of its own. */
public final class IdleThreadsRun {
    private IdleThreadsRun() {}

    public static void main(String[] arguments) throws Exception {
        int judged = 0;
        for (int watch = 0; watch < Integer.parseInt(arguments[0]); watch++) {
            RaceDetector detector = RaceDetector.begin(List.of(Idlers.class.getPackageName()), "idle threads");
            Idlers.addOne();
            judged += detector.end().isAlive() ? 1 : 0;
        }
        System.out.println(judged + " judged");
        System.exit(0);
    }
}
