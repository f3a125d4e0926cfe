package dev.wsload.diagnosis;

import dev.wsload.machine.CarrierThreads;
import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An endpoint hosted here handles messages in virtual threads, and all threads that could run these are held by some that wait. */
final class NoCarriers implements Cause {
    private static final Duration ENOUGH = Duration.ofSeconds(1);
    private static final int MONITORS_LET_GO = 24;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> waiting = evidence.open().stream()
                .filter(outcome -> outcome.activity().sent() > 0 && evidence.misses(outcome))
                .toList();
        return evidence.isHosted() && waiting.size() >= FEWEST && CarrierThreads.areTaken(ENOUGH)
                ? Optional.of(finding(evidence, waiting).on(waiting))
                : Optional.empty();
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> waiting) {
        List<String> because = new ArrayList<>();
        because.add(
                Evidence.clients(waiting) + " miss answers, and a virtual thread with nothing to do did not run within "
                        + Figures.duration(ENOUGH));
        because.addAll(evidence.threads());
        return new Finding(
                "virtual threads of this JVM do not get to run, one of: others that wait and cannot let go of their carrier threads (pinned),"
                        + " others that compute, or more of them than the cores are enough for",
                "F8",
                because,
                "let no virtual thread wait " + pinning()
                        + "; let few of them compute at a time (a pool of platform threads); jcmd PID Thread.dump_to_file FILE shows what"
                        + " they do while the test hangs",
                "which of them");
    }

    /** Since JDK 24 a monitor pins no more (JEP 491). */
    private static String pinning() {
        return (Runtime.version().feature() < MONITORS_LET_GO ? "inside synchronized, " : "")
                + "in native code, or in the initializer of a class";
    }
}
