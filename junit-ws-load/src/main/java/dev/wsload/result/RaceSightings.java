package dev.wsload.result;

import java.util.List;
import java.util.Optional;

/**
 * What a watch for data races has seen.
 *
 * @param findings each pair of places in the code once, in the order in which they were found
 * @param isComplete whether there was room for all of them
 * @param classes how many classes of the packages were loaded by the end
 * @param withoutClass the packages of which no class was
 * @param sawTwoThreads whether two threads have used the same object in the packages: otherwise there was nothing to judge
 * @param isAlive whether the race was found that is there on purpose
 * @param notInstrumented which class of the packages, or of the JDK, could not be watched first, and why; empty if all could
 * @param notOrdered which class of a library could not be: what that orders was not seen; empty if all could
 * @since 0.1
 */
public record RaceSightings(
        List<RaceFinding> findings,
        boolean isComplete,
        int classes,
        List<String> withoutClass,
        boolean sawTwoThreads,
        boolean isAlive,
        Optional<String> notInstrumented,
        Optional<String> notOrdered) {
    /** Takes copies. */
    public RaceSightings {
        findings = List.copyOf(findings);
        withoutClass = List.copyOf(withoutClass);
    }
}
