package dev.wsload.race;

import dev.wsload.result.MemoryAccess;
import dev.wsload.result.RaceFinding;
import dev.wsload.result.RaceFinding.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Race reports in few lines: what, who and where, both times, and what is missing between them. */
final class RaceText {
    private static final int FINDINGS = 3;
    private static final int FRAMES = 4;

    private final List<String> packages;

    RaceText(List<String> packages) {
        this.packages = packages;
    }

    /** Returns the first ones, each of another variable as far as there are such; nothing where there is none. */
    String of(List<RaceFinding> findings) {
        if (findings.isEmpty()) {
            return "";
        }
        List<RaceFinding> shown = shown(findings);
        int more = findings.size() - shown.size();
        return headline(findings) + "\n" + inRows(shown) + (more == 0 ? "" : "\n\n  and " + more + " more, in the log");
    }

    /** Returns those that the text of all does not show; nothing where it does. */
    String further(List<RaceFinding> findings) {
        List<RaceFinding> rest = new ArrayList<>(findings);
        rest.removeAll(shown(findings));
        return rest.isEmpty() ? "" : "and " + headline(rest) + "\n" + inRows(rest);
    }

    private static List<RaceFinding> shown(List<RaceFinding> findings) {
        Map<String, RaceFinding> firsts = new LinkedHashMap<>();
        findings.forEach(one -> firsts.putIfAbsent(
                label(one.kind()) + one.on() + (isCall(one) ? "" : one.now().what()), one));
        return Stream.concat(firsts.values().stream(), findings.stream())
                .distinct()
                .limit(FINDINGS)
                .toList();
    }

    private String inRows(List<RaceFinding> findings) {
        return findings.stream()
                .map(finding -> "\n" + String.join("\n", rows(finding)))
                .collect(Collectors.joining("\n"));
    }

    private String headline(List<RaceFinding> findings) {
        long overlaps = count(findings, Kind.OVERLAP);
        long suspects = count(findings, Kind.SUSPECT);
        long races = findings.size() - overlaps - suspects;
        return Stream.of(
                                said(races, "data race"),
                                said(overlaps, "overlapping send"),
                                said(suspects, "suspected data race"))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "))
                + " in " + String.join(", ", packages);
    }

    private static long count(List<RaceFinding> findings, Kind kind) {
        return findings.stream().filter(one -> one.kind() == kind).count();
    }

    private static String said(long number, String noun) {
        return number == 0 ? "" : number + " " + noun + (number == 1 ? "" : "s");
    }

    private List<String> rows(RaceFinding finding) {
        List<String> rows = new ArrayList<>();
        rows.add(row(label(finding.kind()), variable(finding)));
        rows.add(row("one", inWords(finding, finding.earlier())));
        rows.addAll(frames(finding.earlier()));
        rows.add(row("another", inWords(finding, finding.now())));
        rows.addAll(frames(finding.now()));
        rows.add(row("between", between(finding)));
        if (finding.kind() == Kind.OVERLAP) {
            rows.add(row("container", SendingContainer.of(finding.on()).onOverlap()));
        }
        rows.add(row("remedy", remedy(finding)));
        return rows;
    }

    private static String label(Kind kind) {
        return switch (kind) {
            case RACE, CAUGHT -> "race";
            case OVERLAP -> "overlap";
            case SUSPECT -> "suspect";
        };
    }

    private static String row(String label, String text) {
        return String.format("  %-9s %s", label, text);
    }

    /** A collection is one, whatever is called on it; a field is one of its object. */
    private static String variable(RaceFinding finding) {
        return isCall(finding)
                ? finding.on()
                : finding.now().what() + (finding.on().isEmpty() ? "" : ", on " + finding.on());
    }

    private static boolean isCall(RaceFinding finding) {
        return finding.now().what().contains("()");
    }

    private static boolean isElement(RaceFinding finding) {
        return finding.now().what().startsWith("an element,") || finding.on().contains("[]@");
    }

    private static String inWords(RaceFinding finding, MemoryAccess access) {
        String verb = finding.kind() == Kind.OVERLAP ? "send" : access.isWrite() ? "write" : "read";
        return verb + (isCall(finding) ? ", " + access.what() + "," : "") + " by \"" + access.thread() + "\", holding "
                + (access.locks().isEmpty() ? "no lock" : String.join(", ", access.locks()));
    }

    /** Those of the code under test, or else where it was. */
    private List<String> frames(MemoryAccess access) {
        List<StackTraceElement> own = access.stack().stream()
                .filter(frame ->
                        packages.stream().anyMatch(name -> frame.getClassName().startsWith(name + ".")))
                .toList();
        return (own.isEmpty() ? access.stack() : own)
                .stream().limit(FRAMES).map(frame -> row("", "  at " + frame)).toList();
    }

    private static String between(RaceFinding finding) {
        String locks = locks(finding);
        return switch (finding.kind()) {
            case RACE ->
                "nothing: " + locks + ", and no volatile, queue, future or thread start leads from one to the other";
            case CAUGHT -> "nothing: " + locks + ", and both were there at the same time";
            case OVERLAP -> "nothing: " + locks + ", and the second began before the message of the first was complete";
            case SUSPECT -> "only chance: " + locks + ", and who came first this time may come second the next";
        };
    }

    private static String locks(RaceFinding finding) {
        List<String> one = finding.earlier().locks();
        List<String> another = finding.now().locks();
        if (one.isEmpty() && another.isEmpty()) {
            return "neither holds a lock";
        }
        return common(finding)
                .map(lock -> "both hold " + lock + ", which does not keep them apart (a read lock)")
                .orElse("they hold no lock in common");
    }

    private static Optional<String> common(RaceFinding finding) {
        return finding.earlier().locks().stream()
                .filter(finding.now().locks()::contains)
                .findFirst();
    }

    private static String remedy(RaceFinding finding) {
        if (finding.kind() == Kind.OVERLAP) {
            return "lock the session around every send, a message in parts as a whole, or send through one thread for each connection"
                    + " (field guide F10)";
        }
        if (common(finding).isPresent()) {
            return "change nothing under a read lock, which readers share: take the write lock";
        }
        if (isElement(finding)) {
            return "guard every access to the array by one lock, or take one that is made for threads (AtomicIntegerArray,"
                    + " AtomicReferenceArray); volatile makes nothing of its elements";
        }
        if (!isCall(finding)) {
            return "make it volatile if threads only set and read it, an Atomic.. if they change what they read, or guard every"
                    + " access by one lock";
        }
        return "guard every access by one lock, whole walks included, or " + inPlaceOf(finding.on());
    }

    private static String inPlaceOf(String collection) {
        String type = collection.replaceFirst("@.*", "");
        if (type.endsWith("Map")) {
            return "take a map that is made for threads (ConcurrentHashMap, ConcurrentSkipListMap)";
        }
        if (type.endsWith("StringBuilder")) {
            return "let each thread build a text of its own";
        }
        if (type.endsWith("Format")) {
            return "take java.time.format.DateTimeFormatter, which is made for threads";
        }
        return "take a collection that is made for threads (ConcurrentHashMap.newKeySet(), CopyOnWriteArrayList, ConcurrentLinkedQueue)";
    }
}
