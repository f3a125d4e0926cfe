package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsLoad;
import dev.wsload.assertions.FleetAssert;
import dev.wsload.result.FailureKind;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows is what is compiled, run and configured here. */
class DocumentationTests {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern ANCHOR = Pattern.compile("]\\(([^)#:]*)#([^)]*)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `wsload\\.(\\w+)` \\| ([^|]*) \\|");
    private static final Set<String> NOT_SETTINGS = Set.of("endpoint", "path");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<Path> pages =
                    docs.filter(page -> page.toString().endsWith(".md")).toList();
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyJavaBlockStandsInASampleThatRuns(Path page) throws IOException {
        List<String> samples = samples();

        assertThat(matches(JAVA_BLOCK, Files.readString(page)))
                .extracting(block -> unindented(block.group(1)))
                .filteredOn(block -> samples.stream().noneMatch(sample -> sample.contains(block)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFile(Path page) throws IOException {
        assertThat(matches(LINK, Files.readString(page)))
                .extracting(link -> page.resolveSibling(link.group(1)).normalize())
                .filteredOn(file -> !Files.exists(file))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyAnchorIsThatOfAHeading(Path page) throws IOException {
        for (MatchResult link : matches(ANCHOR, Files.readString(page))) {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));

            assertThat(anchorsOf(target)).as(link.group()).contains(link.group(2));
        }
    }

    /** As GitHub makes them. */
    private static List<String> anchorsOf(Path page) throws IOException {
        return matches(HEADING, Files.readString(page)).stream()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }

    @Test
    void theGuideListsEveryParameterWithItsDefault() throws IOException {
        Map<String, String> documented = matches(SETTING, guide()).stream()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (one, two) -> one, TreeMap::new));
        Map<String, String> existing = Arrays.stream(WsLoad.class.getDeclaredMethods())
                .filter(attribute -> !NOT_SETTINGS.contains(attribute.getName()))
                .collect(Collectors.toMap(
                        Method::getName,
                        attribute -> inWords(attribute.getDefaultValue()),
                        (one, two) -> one,
                        TreeMap::new));

        documented.replaceAll((name, cell) -> cell.startsWith("`") ? cell : "");
        assertThat(documented).isEqualTo(existing);
    }

    @Test
    void theGuideNamesEveryAssertion() throws IOException {
        String guide = guide();

        assertThat(FleetAssert.class.getDeclaredMethods())
                .filteredOn(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .extracting(Method::getName)
                .filteredOn(name -> !guide.contains("`" + name + "("))
                .isEmpty();
    }

    @Test
    void troubleshootingNamesEveryWayNotToConnect() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/troubleshooting.md")))
                .contains(Arrays.stream(FailureKind.values())
                        .filter(kind -> kind != FailureKind.OTHER)
                        .map(kind -> "`" + kind.label() + "`")
                        .toList());
    }

    /** What stands for nothing (none, zero, false) is said in words of the guide's own. */
    private static String inWords(Object value) {
        boolean nothing = value.equals("")
                || value.equals(false)
                || value instanceof Number number && number.doubleValue() == 0
                || value.getClass().isArray() && Array.getLength(value) == 0;
        return nothing ? "" : "`" + (value instanceof Enum<?> constant ? lower(constant) : value) + "`";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String guide() throws IOException {
        return Files.readString(ROOT.resolve("docs/guide.md"));
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("sample-tests/src/test/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> samples = new ArrayList<>();
            for (Path source : sources) {
                samples.add(unindented(Files.readString(source)));
            }
            return samples;
        }
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }
}
