package dev.wsload.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The classes that could not be instrumented. In the code under test, and in the JDK, nothing may be missed; of a library it is said, for
 * what it orders is not seen. Thread-safe.
 */
final class Misses {
    private final CodeUnderTest code;
    private final Map<String, String> missed = new LinkedHashMap<>();

    Misses(CodeUnderTest code) {
        this.code = code;
    }

    /**
     * Notes one.
     *
     * @param type with slashes
     */
    synchronized void add(String type, Throwable why) {
        missed.putIfAbsent(type, why.toString());
    }

    /** Takes over what a watch before has missed, as far as it was not tried again. */
    synchronized void addAll(Misses earlier, Set<String> triedAgain) {
        earlier.missed.forEach((type, why) -> {
            if (!triedAgain.contains(type)) {
                missed.putIfAbsent(type, why);
            }
        });
    }

    /** Returns the first one without which a watch cannot judge, and why it could not be instrumented. */
    synchronized Optional<String> essential() {
        return first(this::isEssential);
    }

    /** Returns the first one of a library, and why. */
    synchronized Optional<String> ofLibraries() {
        return first(type -> !isEssential(type));
    }

    private boolean isEssential(String type) {
        return Scope.isOfJdk(type) || code.includes(type);
    }

    private Optional<String> first(Predicate<String> which) {
        List<String> types = missed.keySet().stream().filter(which).toList();
        return types.stream()
                .findFirst()
                .map(type -> type.replace('/', '.') + more(types.size() - 1) + ": " + missed.get(type));
    }

    private static String more(int others) {
        return others == 0 ? "" : " and " + others + " more";
    }
}
