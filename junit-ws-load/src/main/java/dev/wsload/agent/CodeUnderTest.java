package dev.wsload.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The packages whose accesses are judged; subpackages belong to them.
 *
 * @param packages with slashes, each with one at its end
 */
record CodeUnderTest(List<String> packages) {
    static CodeUnderTest of(List<String> packages) {
        List<String> prefixes = new ArrayList<>();
        packages.forEach(name -> prefixes.add(name.replace('.', '/') + "/"));
        return new CodeUnderTest(List.copyOf(prefixes));
    }

    Scope scopeOf(String type) {
        return Scope.of(type, packages);
    }

    /**
     * Says whether a class must be instrumented anew.
     *
     * @param last what was under test before; empty at first
     */
    boolean isWatchedOtherwise(String type, Optional<CodeUnderTest> last) {
        Scope now = scopeOf(type);
        return now != last.map(code -> code.scopeOf(type)).orElse(Scope.NONE) || now == Scope.CODE;
    }

    /** Returns the packages, as in source, that none of these classes is of. */
    List<String> without(List<String> types) {
        return packages.stream()
                .filter(one -> types.stream().noneMatch(type -> type.startsWith(one)))
                .map(one -> one.substring(0, one.length() - 1).replace('/', '.'))
                .toList();
    }

    boolean includes(String type) {
        return scopeOf(type) == Scope.CODE;
    }
}
