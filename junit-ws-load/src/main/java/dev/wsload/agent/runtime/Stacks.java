package dev.wsload.agent.runtime;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;

/** Where a thread is, without the frames of the detector and of wrappers that it watches. */
final class Stacks {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String HERE = Stacks.class.getPackageName();
    private static final String WRAPPERS = "java.util.Collections$Synchronized";
    private static final int DEPTH = 16;

    private Stacks() {}

    static StackFrame[] here() {
        return WALKER.walk(Stacks::others);
    }

    private static StackFrame[] others(Stream<StackFrame> frames) {
        StackFrame[] stack = new StackFrame[DEPTH];
        int depth = 0;
        for (Iterator<StackFrame> all = frames.iterator(); depth < DEPTH && all.hasNext(); ) {
            StackFrame frame = all.next();
            if (depth > 0 || !isNobodys(frame.getClassName())) {
                stack[depth++] = frame;
            }
        }
        return Arrays.copyOf(stack, depth);
    }

    private static boolean isNobodys(String type) {
        return type.startsWith(HERE) || isWrapper(type);
    }

    static boolean isWrapper(String type) {
        return type.startsWith(WRAPPERS);
    }
}
