package dev.wsload;

import dev.wsload.plan.LoadPlanBuilder;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The configuration parameters {@code wsload.*} of a test run: what they override, and what placeholders stand for. */
final class Parameters {
    static final String PREFIX = "wsload.";
    private static final String URI = "uri";
    static final String URI_PARAMETER = PREFIX + URI;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final ExtensionContext context;

    Parameters(ExtensionContext context) {
        this.context = context;
    }

    /** The URI in place of whatever the test says. */
    Optional<String> uri() {
        Optional<String> uri = context.getConfigurationParameter(URI_PARAMETER);
        if (uri.filter(String::isBlank).isPresent()) {
            throw Misuse.at(
                    "configuration parameter " + URI_PARAMETER, "it is empty; give ws://host:port, or leave it out");
        }
        return uri;
    }

    /** Puts every parameter given over what the builder has. */
    void override(LoadPlanBuilder<?> builder) {
        requireKnown(System.getProperties().stringPropertyNames());
        requireOneWayToArrive();
        for (String name : Settings.names()) {
            get(name)
                    .ifPresent(text -> Misuse.at("configuration parameter " + PREFIX + name, () -> {
                        Settings.applyText(builder, name, text);
                        return builder;
                    }));
        }
    }

    private void requireOneWayToArrive() {
        Optional<String> rampUp = get("rampUp");
        Optional<String> arrivals = get("arrivalsPerSecond");
        if (rampUp.isPresent() && arrivals.isPresent()) {
            throw Misuse.at(
                    "configuration parameters",
                    PREFIX + "rampUp = \"" + rampUp.get() + "\" and " + PREFIX + "arrivalsPerSecond = \""
                            + arrivals.get() + "\" are two ways to arrive; leave one of them out");
        }
    }

    /** Replaces every {@code ${name}}; empty when one of them has no value. */
    Optional<String> resolve(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            Optional<String> value = context.getConfigurationParameter(matcher.group(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(matcher.appendTail(resolved).toString());
    }

    private Optional<String> get(String name) {
        return context.getConfigurationParameter(PREFIX + name).filter(text -> !text.isBlank());
    }

    /** Refuses names that say nothing, since a misspelt one would be obeyed by nobody. */
    static void requireKnown(Set<String> properties) {
        TreeSet<String> known = new TreeSet<>(Settings.names());
        known.add(URI);
        for (String property : properties) {
            String name = property.replaceFirst("^" + PREFIX, "");
            if (property.startsWith(PREFIX) && !known.contains(name)) {
                throw Misuse.at(
                        "system property " + property,
                        "there is no such setting; did you mean " + PREFIX + Spelling.nearest(name, known) + "?");
            }
        }
    }
}
