package dev.wsload.assertions;

import dev.wsload.diagnosis.Complaint;
import dev.wsload.diagnosis.Diagnosis;
import dev.wsload.diagnosis.Finding;
import dev.wsload.metrics.Figures;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.FleetView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a failed assertion says: a headline, and labelled rows below it. It fits on one screen whatever the fleet did: a
 * label has few rows, and a row is one line.
 *
 * @since 0.1
 */
public final class FailureText {
    private static final int ROWS = 6;
    private static final int WIDTH = 150;
    private static final int LINES = 2;
    private static final String AGAIN = "again";

    /** The steps of an assertion that are no AssertJ assertions, which AssertJ takes off by itself. */
    private static final Set<String> STEPS =
            Set.of(PercentileAssert.class.getName(), FaultyAssert.class.getName(), EndpointAssert.class.getName());

    /** Where a diagnosis stands: behind what was seen, before the evidence of single clients. */
    private static final Set<String> BELOW_DIAGNOSIS =
            Set.of("first", "frames", "server", "also", "errors", "seed", AGAIN);

    private static final int FINDINGS = 2;
    private static final int WRAP = 120;

    private final String headline;
    private final List<Row> rows = new ArrayList<>();
    private Throwable cause;
    private Complaint complaint = Complaint.FAILURE;
    private boolean isRefusal;

    /** One line; without a label, if it goes on with the row before it. */
    private record Row(String label, String text) {
        @Override
        public String toString() {
            return IntStream.range(0, lines().size())
                    .mapToObj(i -> String.format("  %-9s %s", i == 0 ? label : "", lines().get(i)))
                    .collect(Collectors.joining("\n"));
        }

        /** Wraps what is wider than a screen, and cuts what is much wider; but a command is to be copied as it is. */
        private List<String> lines() {
            if (label.equals(AGAIN)) {
                return List.of(text);
            }
            List<String> all = wrapped(text, WIDTH);
            return all.size() <= LINES
                    ? all
                    : List.of(
                            all.get(0),
                            all.get(1).substring(0, Math.min(WIDTH, all.get(1).length())) + " ...");
        }
    }

    /** Begins with the headline: what was seen, on how many. */
    public FailureText(String headline) {
        this.headline = headline;
    }

    /** Says why nothing is judged: one sentence, below which nothing stands. */
    static FailureText refusal(String sentence) {
        FailureText text = new FailureText(sentence);
        text.isRefusal = true;
        return text;
    }

    /** Begins with what has become of the clients of a fleet whose end nobody expected. */
    public static FailureText ofEnded(FleetView fleet, String headline) {
        Subject subject = Subject.of(fleet);
        return subject.failure(headline, subject.those(one -> one.closure() != null))
                .frames(fleet)
                .about(Complaint.CLOSING);
    }

    /** Adds a row; control characters become blanks, what is wider than a screen is wrapped, and what is much wider cut. */
    public FailureText row(String label, String text) {
        return rows(label, List.of(text), "row");
    }

    /** Adds the first of these rows, and how many more there are; nothing for no rows. */
    public FailureText rows(String label, List<String> texts, String noun) {
        return rows(label, texts, texts.size(), noun);
    }

    /** The same where these are only the first of so many. */
    FailureText rows(String label, List<String> texts, long total, String noun) {
        rows.addAll(group(label, texts.stream().limit(ROWS).toList()));
        long more = total - Math.min(texts.size(), ROWS);
        if (more > 0) {
            rows.add(new Row("", "and " + Figures.count(more, "more " + noun)));
        }
        return this;
    }

    /** Adds the frames of the first connection that met an offence; nothing if there was none. */
    FailureText frames(FleetView fleet) {
        List<String> log = fleet.firstOffence()
                .map(one -> FrameRows.of(one, fleet.faults().isHealthy(one.client())))
                .orElse(List.of());
        rows.addAll(group("frames", log));
        return this;
    }

    private static List<Row> group(String label, List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new Row(i == 0 ? label : "", texts.get(i).replaceAll("\\p{Cntrl}+", " ")))
                .toList();
    }

    /** Puts a row before all others. */
    FailureText preface(String label, String text) {
        if (!isRefusal) {
            rows.addAll(0, group(label, List.of(text)));
        }
        return this;
    }

    boolean has(String label) {
        return rows.stream().anyMatch(row -> row.label.equals(label));
    }

    /** Says what it tells of, where that is no common failure. */
    FailureText about(Complaint what) {
        complaint = what;
        return this;
    }

    /** Adds the causes that what the fleet has seen points to, with the evidence for them and what to do. */
    public FailureText diagnosed(FleetView fleet) {
        if (isRefusal) {
            return this;
        }
        try {
            return diagnosed(Diagnosis.of(fleet, complaint), fleet);
        } catch (RuntimeException defect) { // whatever is wrong with it, the failure itself must be told
            return row("unknown", "the cause, since the diagnosis failed: " + defect);
        }
    }

    private FailureText diagnosed(Diagnosis diagnosis, FleetView fleet) {
        List<Row> causes = diagnosis.findings().stream()
                .limit(FINDINGS)
                .flatMap(FailureText::rows)
                .toList();
        int place = (int) rows.stream()
                .takeWhile(row -> !BELOW_DIAGNOSIS.contains(row.label))
                .count();
        rows.addAll(place, unexplained(diagnosis, fleet));
        rows.addAll(place, causes);
        return this;
    }

    /** Nobody shall think that a cause is that of everything. */
    private static List<Row> unexplained(Diagnosis diagnosis, FleetView fleet) {
        boolean isTrouble = diagnosis.ill() > 0 || !fleet.delivery().counts().isEmpty();
        if (diagnosis.findings().isEmpty() ? !isTrouble : diagnosis.unexplained() == 0) {
            return List.of();
        }
        return diagnosis.findings().isEmpty()
                ? group("cause", List.of("unexplained: nothing that is known fits what was seen"))
                : group(
                        "also",
                        List.of(Figures.count(diagnosis.unexplained()) + " of "
                                + Figures.count(diagnosis.ill(), "client")
                                + " that ended badly " + (diagnosis.unexplained() == 1 ? "is" : "are")
                                + " not explained by this"));
    }

    private static Stream<Row> rows(Finding finding) {
        String entries = Arrays.stream(finding.entry().split(", "))
                .filter(entry -> !finding.cause().contains("(" + entry + ")"))
                .collect(Collectors.joining(", "));
        String entry = entries.isEmpty() ? "" : " (field guide " + entries + ")";
        return Stream.of(
                        group("cause", wrapped(finding.cause() + entry, WRAP)),
                        group(
                                "because",
                                finding.because().stream()
                                        .flatMap(fact -> wrapped(fact, WRAP).stream())
                                        .toList()),
                        group("remedy", wrapped(finding.remedy(), WRAP)),
                        finding.unknown().isEmpty()
                                ? List.<Row>of()
                                : group("unknown", wrapped(finding.unknown(), WRAP)))
                .flatMap(List::stream);
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The last row: how to get the same run again. */
    public FailureText again(LoadPlan plan) {
        return plan.again()
                .map(command -> row(AGAIN, command))
                .orElseGet(() -> row("seed", Long.toString(plan.seed())));
    }

    FailureText because(Throwable first) {
        cause = first;
        return this;
    }

    /** Lets the failure carry one stack trace: that of the first error. Its own begins in the test. */
    AssertionError into(AssertionError error) {
        if (cause != null) {
            error.addSuppressed(cause);
        }
        error.setStackTrace(Arrays.stream(error.getStackTrace())
                .filter(element -> !STEPS.contains(element.getClassName()))
                .toArray(StackTraceElement[]::new));
        return error;
    }

    @Override
    public String toString() {
        return Stream.concat(
                        rows.isEmpty() ? Stream.of(headline) : Stream.of(headline, ""),
                        rows.stream().map(Row::toString))
                .collect(Collectors.joining("\n"));
    }
}
