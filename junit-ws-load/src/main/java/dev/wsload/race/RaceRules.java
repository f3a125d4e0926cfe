package dev.wsload.race;

import dev.wsload.result.MemoryAccess;
import dev.wsload.result.RaceFinding;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a watch for data races judges, and how strictly.
 *
 * @param packages of the code under test; subpackages belong to them
 * @param failOnSuspects whether what only chance has ordered fails, too; otherwise it is logged
 * @param suppressions what is not to be reported
 * @since 0.1
 */
public record RaceRules(List<String> packages, boolean failOnSuspects, List<Suppression> suppressions) {
    private static final String NAME = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
    private static final String PACKAGE = NAME + "(\\." + NAME + ")*";
    private static final String JDK = "(java|javax|jdk|sun|com\\.sun)(\\..*)?";

    /**
     * Something that is not to be reported.
     *
     * @param what a field ({@code com.acme.Chat.lastSeen}), that of a collection too, or the method ({@code com.acme.Chat.count}) or class
     *     of either access; of a collection also the call ({@code java.util.List.add()})
     * @param because why it is right, or tolerated
     */
    public record Suppression(String what, String because) {
        /**
         * Takes both.
         *
         * @throws IllegalArgumentException where one of them is blank
         */
        public Suppression {
            if (what.isBlank()) {
                throw new IllegalArgumentException("suppress = \"" + what
                        + "\", must name a field, a method or a class, such as com.acme.Chat.lastSeen");
            }
            if (because.isBlank()) {
                throw new IllegalArgumentException("because = \"\" of the suppression of " + what
                        + ", must say why it is right: whoever reads it next has no other source");
            }
        }

        boolean means(RaceFinding finding) {
            return asInSource(finding.on()).startsWith(asInSource(what) + " ")
                    || Stream.of(finding.earlier(), finding.now()).anyMatch(this::means);
        }

        private boolean means(MemoryAccess access) {
            String meant = asInSource(what);
            return asInSource(access.what()).equals(meant)
                    || access.stack().stream().limit(1).anyMatch(frame -> means(frame, meant));
        }

        private static boolean means(StackTraceElement frame, String meant) {
            String type = asInSource(frame.getClassName());
            return type.equals(meant) || (type + "." + frame.getMethodName()).equals(meant);
        }

        /** Nested classes have a dot there, and a dollar sign in their class files. */
        private static String asInSource(String name) {
            return name.replace('$', '.');
        }
    }

    /** Returns the usual ones for these packages: suspects are logged, and nothing is suppressed. */
    public static RaceRules of(String... packages) {
        return new RaceRules(List.of(packages), false, List.of());
    }

    /**
     * Takes copies.
     *
     * @throws IllegalArgumentException where no package is named, what cannot be one, or one of the JDK
     */
    public RaceRules {
        packages = List.copyOf(packages);
        suppressions = List.copyOf(suppressions);
        if (packages.isEmpty()) {
            throw new IllegalArgumentException(
                    "packages = {}, must name those of the code under test, such as \"com.acme.chat\"");
        }
        for (String name : packages) {
            if (!name.matches(PACKAGE)) {
                throw new IllegalArgumentException(
                        "packages = \"" + name + "\", must be the name of a package, such as \"com.acme.chat\"");
            }
            if (name.matches(JDK)) {
                throw new IllegalArgumentException(
                        "packages = \"" + name
                                + "\", must be of the code under test, such as \"com.acme.chat\": what is the JDK's is not watched");
            }
        }
    }
}
