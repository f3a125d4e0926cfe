package dev.wsload.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The classes that could not be instrumented. In the code under test, and in the JDK, nothing may be missed; of a library it is said, for
 * what it orders is not seen. Thread-safe.
 */
final class Misses {
    private final CodeUnderTest code;
    private final Map<String, String> essential = new LinkedHashMap<>();
    private final Map<String, String> libraries = new LinkedHashMap<>();

    Misses(CodeUnderTest code) {
        this.code = code;
    }

    /**
     * Notes one.
     *
     * @param type with slashes
     */
    synchronized void add(String type, Throwable why) {
        boolean isEssential = Scope.isOfJdk(type) || code.includes(type);
        (isEssential ? essential : libraries).putIfAbsent(type.replace('/', '.'), why.toString());
    }

    /** Returns the first one without which a watch cannot judge, and why it could not be instrumented. */
    synchronized Optional<String> essential() {
        return first(essential);
    }

    /** Returns the first one of a library, and why. */
    synchronized Optional<String> ofLibraries() {
        return first(libraries);
    }

    private static Optional<String> first(Map<String, String> missed) {
        return missed.entrySet().stream()
                .findFirst()
                .map(one -> one.getKey() + more(missed.size() - 1) + ": " + one.getValue());
    }

    private static String more(int others) {
        return others == 0 ? "" : " and " + others + " more";
    }
}
