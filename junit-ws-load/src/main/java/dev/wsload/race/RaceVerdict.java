package dev.wsload.race;

import dev.wsload.result.MemoryAccess;
import dev.wsload.result.RaceFinding;
import dev.wsload.result.RaceFinding.Kind;
import dev.wsload.result.RaceSightings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a watch has come to. Nothing passes in silence: a watch that did not see the race that is there on purpose, or nothing that two
 * threads have used, judges nothing, and fails.
 *
 * @param failure what is wrong; empty if all is well
 * @param warning what may be wrong, and does not fail; empty if there is nothing
 * @since 0.1
 */
public record RaceVerdict(Optional<String> failure, Optional<String> warning) {
    /** Judges what was seen. */
    public static RaceVerdict of(RaceSightings seen, RaceRules rules) {
        if (seen.notInstrumented().isPresent()) {
            return failed("data races were not judged: a class could not be watched: "
                    + seen.notInstrumented().get());
        }
        if (!seen.isAlive()) {
            return failed(
                    "data races were not judged: the detector did not see the race that happens on purpose in each run, so"
                            + " it would not have seen yours: another agent may have put the code back as it was");
        }
        List<RaceFinding> reported =
                seen.findings().stream().filter(one -> isReported(one, rules)).toList();
        List<RaceFinding> races =
                reported.stream().filter(one -> one.kind() != Kind.SUSPECT).toList();
        List<RaceFinding> suspects =
                reported.stream().filter(one -> one.kind() == Kind.SUSPECT).toList();
        List<RaceFinding> failing = rules.failOnSuspects() ? reported : races;
        if (failing.isEmpty() && !seen.sawTwoThreads()) {
            return failed("data races were not judged: nothing in " + String.join(", ", rules.packages())
                    + " was used by two threads: name the packages of the endpoint, let it run in this JVM, and let clients meet"
                    + " it while the watch lasts");
        }
        List<RaceFinding> warned = rules.failOnSuspects() ? List.of() : suspects;
        RaceText text = new RaceText(rules.packages());
        Optional<String> notOrdered = seen.notOrdered().map(RaceVerdict::notOrdered);
        return new RaceVerdict(
                said(text, failing, notOrdered),
                said(text, warned, notOrdered).or(() -> notOrdered.filter(one -> failing.isEmpty())));
    }

    /** What is reported may be ordered by what was not seen. */
    private static Optional<String> said(RaceText text, List<RaceFinding> findings, Optional<String> notOrdered) {
        return findings.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        text.of(findings) + notOrdered.map(one -> "\n\n" + one).orElse(""));
    }

    private static String notOrdered(String types) {
        return "not seen: what orders threads in " + types;
    }

    private static RaceVerdict failed(String sentence) {
        return new RaceVerdict(Optional.of(sentence), Optional.empty());
    }

    private static boolean isReported(RaceFinding finding, RaceRules rules) {
        return rules.suppressions().stream().noneMatch(one -> isMeant(finding, one.what()));
    }

    private static boolean isMeant(RaceFinding finding, String what) {
        return Stream.of(finding.earlier(), finding.now()).anyMatch(access -> isMeant(access, what));
    }

    private static boolean isMeant(MemoryAccess access, String what) {
        String meant = asInSource(what);
        return asInSource(access.what()).equals(meant)
                || access.stack().stream().limit(1).anyMatch(frame -> isMeant(frame, meant));
    }

    private static boolean isMeant(StackTraceElement frame, String meant) {
        String type = asInSource(frame.getClassName());
        return type.equals(meant) || (type + "." + frame.getMethodName()).equals(meant);
    }

    /** Nested classes have a dot there, and a dollar sign in their class files. */
    private static String asInSource(String name) {
        return name.replace('$', '.');
    }
}
