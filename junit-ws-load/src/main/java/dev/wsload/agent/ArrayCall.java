package dev.wsload.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/** What calls of the JDK do to arrays that are handed to them. */
enum ArrayCall {
    /** System.arraycopy. */
    COPY,
    /** Arrays.copyOf, up to a length. */
    BEGINNING,
    READ,
    WRITE,
    NONE;

    private static final Set<String> CHANGING =
            Set.of("fill", "sort", "setAll", "parallelSort", "parallelSetAll", "parallelPrefix");

    /** They only wrap the array, and do not look into it yet. */
    private static final Set<String> WRAPPING = Set.of("asList", "stream", "spliterator");

    /**
     * Some elements of an array. Its places are those of arguments.
     *
     * @param from the first one; -1 for that of the array
     * @param to the one behind the last; -1 for the end of the array
     */
    record Range(int array, int from, int to, String hook) {}

    static ArrayCall of(String owner, String name) {
        if (owner.equals("java/lang/System") && name.equals("arraycopy")) {
            return COPY;
        }
        if (!owner.equals("java/util/Arrays") || WRAPPING.contains(name)) {
            return NONE;
        }
        if (name.equals("copyOf")) {
            return BEGINNING;
        }
        return CHANGING.contains(name) ? WRITE : READ;
    }

    /** Returns what is accessed of which argument. */
    List<Range> ranges(String descriptor) {
        if (this == COPY) {
            return List.of(new Range(0, 1, 4, "readCopied"), new Range(2, 3, 4, "writeCopied"));
        }
        if (this == BEGINNING) {
            return List.of(new Range(0, -1, 1, "readRange"));
        }
        Type[] arguments = Type.getArgumentTypes(descriptor);
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].getSort() == Type.ARRAY) {
                boolean isPart = i + 2 < arguments.length
                        && arguments[i + 1] == Type.INT_TYPE
                        && arguments[i + 2] == Type.INT_TYPE;
                ranges.add(new Range(
                        i, isPart ? i + 1 : -1, isPart ? i + 2 : -1, this == WRITE ? "writeRange" : "readRange"));
            }
        }
        return ranges;
    }
}
