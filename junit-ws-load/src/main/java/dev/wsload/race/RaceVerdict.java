package dev.wsload.race;

import dev.wsload.result.RaceFinding;
import dev.wsload.result.RaceFinding.Kind;
import dev.wsload.result.RaceSightings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a watch has come to. Nothing passes in silence: a watch that did not see the race that is there on purpose, or nothing that two
 * threads have used, judges nothing, and fails.
 *
 * @param isJudged whether it could judge at all
 * @param failure what is wrong; empty if all is well
 * @param warning what does not fail, and should be known: what may be wrong, further races, what was not seen; empty if there is nothing
 * @since 0.1
 */
public record RaceVerdict(boolean isJudged, Optional<String> failure, Optional<String> warning) {
    /** Judges what was seen. */
    public static RaceVerdict of(RaceSightings seen, RaceRules rules) {
        return whyBlind(seen).map(RaceVerdict::notJudged).orElseGet(() -> judged(seen, rules));
    }

    private static RaceVerdict notJudged(String why) {
        return new RaceVerdict(false, Optional.of("data races were not judged: " + why), Optional.empty());
    }

    private static Optional<String> whyBlind(RaceSightings seen) {
        if (seen.notInstrumented().isPresent()) {
            return Optional.of(
                    "a class could not be watched: " + seen.notInstrumented().get());
        }
        return seen.isAlive()
                ? Optional.empty()
                : Optional.of(
                        "the detector did not see the race that happens on purpose in each run, so it would not have seen yours:"
                                + " another agent may have put the code back as it was");
    }

    /** Says why it is no pass where nothing fails. */
    private static Optional<String> whyNoPass(RaceSightings seen, RaceRules rules) {
        if (!seen.withoutClass().isEmpty()) {
            return Optional.of(noClass(seen));
        }
        if (!seen.isComplete()) {
            return Optional.of(
                    "more were found than there is room for, and none of those that are known fails: put some right"
                            + " that are suppressed or only suspected");
        }
        return seen.sawTwoThreads() || !seen.findings().isEmpty()
                ? Optional.empty()
                : Optional.of("nothing in " + String.join(", ", rules.packages()) + " was used by two threads ("
                        + seen.classes()
                        + " of its classes are loaded): name the packages of the endpoint, and let several clients, such as 8, talk, come"
                        + " and go while the watch lasts");
    }

    private static String noClass(RaceSightings seen) {
        return "no class of " + String.join(", ", seen.withoutClass())
                + " is loaded in this JVM: name the packages (not the classes) of the endpoint, and let it run here";
    }

    private static RaceVerdict judged(RaceSightings seen, RaceRules rules) {
        Predicate<RaceFinding> isReported =
                finding -> rules.suppressions().stream().noneMatch(one -> one.means(finding));
        Predicate<RaceFinding> fails = finding -> rules.failOnSuspects() || finding.kind() != Kind.SUSPECT;
        List<RaceFinding> reported = seen.findings().stream().filter(isReported).toList();
        List<RaceFinding> failing = reported.stream().filter(fails).toList();
        Optional<String> noPass = failing.isEmpty() ? whyNoPass(seen, rules) : Optional.empty();
        if (noPass.isPresent()) {
            return notJudged(noPass.get());
        }
        List<RaceFinding> suspects = reported.stream().filter(fails.negate()).toList();
        RaceText text = new RaceText(rules.packages());
        String notWatched = seen.withoutClass().isEmpty() ? "" : "not watched: " + noClass(seen);
        String notOrdered = seen.notOrdered()
                .map(types -> "not seen: what orders threads in " + types)
                .orElse("");
        List<String> warnings = new ArrayList<>();
        warnings.add(text.further(failing));
        warnings.add(text.of(suspects));
        warnings.addAll(idle(seen, rules));
        warnings.add(failing.isEmpty() ? notOrdered : "");
        return new RaceVerdict(
                true,
                failing.isEmpty() ? Optional.empty() : paragraphs(List.of(text.of(failing), notWatched, notOrdered)),
                paragraphs(warnings));
    }

    /** A suppression that meets nothing may name nothing, or what has been put right. */
    private static List<String> idle(RaceSightings seen, RaceRules rules) {
        return rules.suppressions().stream()
                .filter(one -> seen.findings().stream().noneMatch(one::means))
                .map(one -> "nothing that was seen is suppressed by \"" + one.what() + "\" (because " + one.because()
                        + "): mend its name, or take it out if it stays so")
                .toList();
    }

    private static Optional<String> paragraphs(List<String> parts) {
        return Optional.of(parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n")))
                .filter(whole -> !whole.isEmpty());
    }
}
