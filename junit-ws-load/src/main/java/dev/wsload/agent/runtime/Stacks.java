package dev.wsload.agent.runtime;

import java.lang.StackWalker.StackFrame;

/** Where a thread is, without the detector's own frames. */
final class Stacks {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String HERE = Stacks.class.getPackageName();
    private static final int DEPTH = 16;

    private Stacks() {}

    static StackFrame[] here() {
        return WALKER.walk(
                frames -> frames.filter(frame -> !frame.getClassName().startsWith(HERE))
                        .limit(DEPTH)
                        .toArray(StackFrame[]::new));
    }
}
