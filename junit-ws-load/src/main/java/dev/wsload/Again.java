package dev.wsload;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The command that runs one test once more: with the settings of this command line, less what is secret, and with the seed. */
final class Again {
    private static final String SEED = "wsload.seed";
    private static final Pattern PLAIN = Pattern.compile("[\\w.:/=,#@%+-]*");

    private Again() {}

    /** The class goes by its own name, by which surefire finds it in every package. */
    static String command(ExtensionContext test, long seed) {
        String type = test.getRequiredTestClass().getName().replaceFirst("^.*\\.", "");
        String selected = "-Dtest=" + type + "#" + test.getRequiredTestMethod().getName();
        return Stream.concat(Stream.of(selected), Stream.concat(given(), Stream.of("-D" + SEED + "=" + seed)))
                .map(Again::quoted)
                .collect(Collectors.joining(" ", "mvn test ", ""));
    }

    private static Stream<String> given() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(Parameters.PREFIX) && !name.equals(SEED))
                .sorted()
                .map(name -> "-D" + name + "=" + withoutSecrets(name, System.getProperty(name)));
    }

    /** Logs are read by many: headers, and what a URI says of users and tokens, are left out. */
    private static String withoutSecrets(String name, String value) {
        return switch (name.substring(Parameters.PREFIX.length())) {
            case "headers" -> "...";
            case "uri" -> value.replaceFirst("//[^/@]*@", "//...@").replaceFirst("\\?.*", "?...");
            default -> value;
        };
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
