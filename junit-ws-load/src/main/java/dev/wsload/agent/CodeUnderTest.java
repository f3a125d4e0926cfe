package dev.wsload.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * The packages whose accesses are judged; subpackages belong to them.
 *
 * @param packages with slashes, each with one at its end
 * @param jdkEdges whether what the JDK orders is seen
 */
record CodeUnderTest(List<String> packages, boolean jdkEdges) {
    static CodeUnderTest of(List<String> packages, boolean jdkEdges) {
        List<String> prefixes = new ArrayList<>();
        packages.forEach(name -> prefixes.add(name.replace('.', '/') + "/"));
        return new CodeUnderTest(List.copyOf(prefixes), jdkEdges);
    }

    Scope scopeOf(String type) {
        return jdkEdges || !Scope.isOfJdk(type) ? Scope.of(type, packages) : Scope.NONE;
    }

    boolean includes(String type) {
        return scopeOf(type) == Scope.CODE;
    }
}
