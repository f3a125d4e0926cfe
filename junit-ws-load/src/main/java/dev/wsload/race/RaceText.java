package dev.wsload.race;

import dev.wsload.result.MemoryAccess;
import dev.wsload.result.RaceFinding;
import dev.wsload.result.RaceFinding.Kind;
import java.util.ArrayList;
import java.util.List;

/** Race reports in few lines: what, who and where, both times, and what is missing between them. */
final class RaceText {
    private static final int FINDINGS = 3;
    private static final int FRAMES = 4;

    private final List<String> packages;

    RaceText(List<String> packages) {
        this.packages = packages;
    }

    String of(List<RaceFinding> findings) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(findings));
        for (RaceFinding finding : findings.subList(0, Math.min(FINDINGS, findings.size()))) {
            lines.add("");
            lines.addAll(rows(finding));
        }
        if (findings.size() > FINDINGS) {
            lines.add("");
            lines.add("  and " + (findings.size() - FINDINGS) + " more");
        }
        return String.join("\n", lines);
    }

    private String headline(List<RaceFinding> findings) {
        long races = findings.stream().filter(one -> one.kind() != Kind.SUSPECT).count();
        long suspects = findings.size() - races;
        String said = races == 0
                ? count(suspects, "suspected data race")
                : count(races, "data race") + (suspects == 0 ? "" : " and " + count(suspects, "suspected one"));
        return said + " in " + String.join(", ", packages);
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private List<String> rows(RaceFinding finding) {
        List<String> rows = new ArrayList<>();
        String on = finding.on().isEmpty() ? "" : ", on " + finding.on();
        rows.add(row(
                finding.kind() == Kind.SUSPECT ? "suspect" : "race",
                finding.now().what() + on));
        rows.add(row("one", inWords(finding.earlier())));
        rows.addAll(frames(finding.earlier()));
        rows.add(row("another", inWords(finding.now())));
        rows.addAll(frames(finding.now()));
        rows.add(row("between", between(finding)));
        rows.add(row("remedy", remedy(finding)));
        return rows;
    }

    private static String row(String label, String text) {
        return String.format("  %-9s %s", label, text);
    }

    private static String inWords(MemoryAccess access) {
        return (access.isWrite() ? "write" : "read") + " by \"" + access.thread() + "\", holding "
                + (access.locks().isEmpty() ? "no lock" : String.join(", ", access.locks()));
    }

    /** Those of the code under test, and where that is called from. */
    private List<String> frames(MemoryAccess access) {
        List<StackTraceElement> own = access.stack().stream()
                .filter(frame ->
                        packages.stream().anyMatch(name -> frame.getClassName().startsWith(name + ".")))
                .toList();
        List<String> lines = own.stream()
                .limit(FRAMES)
                .map(frame -> row("", "  at " + frame))
                .toList();
        return lines.isEmpty()
                ? access.stack().stream()
                        .limit(1)
                        .map(frame -> row("", "  at " + frame))
                        .toList()
                : lines;
    }

    private static String between(RaceFinding finding) {
        List<String> common = new ArrayList<>(finding.earlier().locks());
        common.retainAll(finding.now().locks());
        String locks =
                finding.earlier().locks().isEmpty() && finding.now().locks().isEmpty()
                        ? "neither holds a lock"
                        : common.isEmpty() ? "they hold no lock in common" : "they hold " + common.get(0) + " both";
        return switch (finding.kind()) {
            case RACE ->
                "nothing: " + locks + ", and no volatile, queue, future or thread start leads from one to the other";
            case CAUGHT -> "nothing: " + locks + ", and both were there at the same time";
            case SUSPECT -> "only chance: " + locks + ", and who came first this time may come second the next";
        };
    }

    private static String remedy(RaceFinding finding) {
        boolean isCollection = finding.now().what().endsWith("()");
        return isCollection
                ? "guard every access by one lock, whole walks included, or take a collection that is made for threads"
                        + " (ConcurrentHashMap.newKeySet(), CopyOnWriteArrayList)"
                : "make it volatile if threads only set and read it, an Atomic.. if they change what they read, or guard every"
                        + " access by one lock";
    }
}
