package dev.wsload.agent.runtime;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;

/** Where a thread is, without the frames of the detector and of wrappers. */
final class Stacks {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String HERE = Stacks.class.getPackageName();
    private static final String WRAPPERS = "java.util.Collections$";
    private static final String[] WRAPPING = {"Synchronized", "Unmodifiable", "Checked"};
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
        return type.startsWith(HERE) || passesOn(type);
    }

    /** Says whether it is a class of the JDK that passes calls on to a collection, which may be a synchronized one. */
    static boolean passesOn(String type) {
        if (!type.startsWith(WRAPPERS)) {
            return false;
        }
        for (String kind : WRAPPING) {
            if (type.startsWith(kind, WRAPPERS.length())) {
                return true;
            }
        }
        return false;
    }
}
