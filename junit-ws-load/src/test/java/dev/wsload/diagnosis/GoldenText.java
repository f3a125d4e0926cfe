package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Failure texts as they were read and found right once, a file each. A new text must say the same: its cause, its evidence, its remedy
 * and what is unknown, in the same words; figures differ from run to run. The system property {@code wsload.test.golden} = write
 * writes them anew.
 */
final class GoldenText {
    private static final Path DIRECTORY = Path.of("src/test/resources/dev/wsload/diagnosis/golden");
    private static final boolean WRITES = "write".equals(System.getProperty("wsload.test.golden"));
    private static final List<String> DIAGNOSIS = List.of("cause", "because", "remedy", "unknown");

    /** A console of usual size shows it as a whole. */
    private static final int LINES = 40;

    private static final int COLUMNS = 165;

    private GoldenText() {}

    static void assertSays(String name, String text) {
        assertThat(text.lines().count())
                .as("%s fits on one screen: %n%s", name, text)
                .isLessThanOrEqualTo(LINES);
        assertThat(text.lines().skip(1))
                .as("%s is no wider than a screen", name)
                .allMatch(line -> line.length() <= COLUMNS);
        Path file = DIRECTORY.resolve(name + ".txt");
        try {
            if (WRITES) {
                Files.createDirectories(DIRECTORY);
                Files.writeString(file, text + "\n");
            }
            assertThat(diagnosis(text)).as("%s, see %s", text, file).isEqualTo(diagnosis(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the rows of the diagnosis, each on one line, without what differs from run to run. */
    private static String diagnosis(String text) {
        StringBuilder rows = new StringBuilder();
        boolean isOfDiagnosis = false;
        for (String line : text.lines().toList()) {
            String label = line.length() < 12 ? "" : line.substring(2, 12).strip();
            isOfDiagnosis = label.isEmpty() ? isOfDiagnosis && !line.isEmpty() : DIAGNOSIS.contains(label);
            if (isOfDiagnosis) {
                rows.append(label.isEmpty() ? "" : "\n" + label).append(' ').append(line.substring(12));
            }
        }
        return rows.toString().lines().map(GoldenText::withoutFigures).collect(Collectors.joining("\n"));
    }

    private static String withoutFigures(String row) {
        return row.replaceAll("'[^']{20,}'", "'..'")
                .replaceAll("\\d[\\d,.]*( (ns|us|ms|s|MB)\\b)?", "#")
                .replaceAll("# to #", "#")
                .replaceAll("# (\\w+?)s\\b", "# $1")
                .replaceAll("\\s+", " ");
    }
}
