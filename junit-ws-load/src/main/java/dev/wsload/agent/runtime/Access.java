package dev.wsload.agent.runtime;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One access to a variable, as it was made.
 *
 * @param what the field or the call, as the code names it
 * @param epoch when
 * @param locks held by the thread, by their names: the objects themselves may be what the access belongs to, and would stay
 */
record Access(ThreadState thread, String what, boolean isWrite, long epoch, String[] locks, StackFrame[] stack) {
    static Access now(ThreadState thread, String what, boolean isWrite) {
        return new Access(thread, what, isWrite, thread.epoch(), thread.held.names(), Stacks.here());
    }

    /** Where in the code it is; the same for two threads that run the same line. */
    String place() {
        return stack.length == 0 ? what : what + " at " + stack[0];
    }

    boolean sharesALockWith(Access other) {
        return !Collections.disjoint(Arrays.asList(locks), Arrays.asList(other.locks));
    }

    /** In JDK types, which every class loader knows. */
    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("what", what);
        report.put("write", isWrite);
        report.put("thread", thread.name);
        report.put("locks", locks);
        StackTraceElement[] elements = new StackTraceElement[stack.length];
        for (int i = 0; i < stack.length; i++) {
            elements[i] = stack[i].toStackTraceElement();
        }
        report.put("stack", elements);
        return report;
    }
}
