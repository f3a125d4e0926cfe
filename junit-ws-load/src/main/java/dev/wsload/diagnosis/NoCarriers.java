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
                "no virtual thread of this JVM runs any more: all their carrier threads are held, one of: virtual threads that wait and cannot"
                        + " let go (pinned), or that compute",
                "F8",
                because,
                "do not wait " + pinning()
                        + ", in a virtual thread: jcmd PID Thread.dump_to_file shows the holders while the test hangs",
                "which of the two");
    }

    /** Since JDK 24 a monitor pins no more (JEP 491). */
    private static String pinning() {
        return (Runtime.version().feature() < MONITORS_LET_GO ? "inside synchronized, " : "")
                + "in native code, or in the initializer of a class";
    }
}
