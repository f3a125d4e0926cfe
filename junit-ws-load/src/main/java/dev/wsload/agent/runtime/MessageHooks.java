package dev.wsload.agent.runtime;

/** Where a container sends. */
public final class MessageHooks {
    private MessageHooks() {}

    /** Before a container sends a message, or a part of one. */
    public static void sendBegins(Object remote, boolean isLastPart, boolean mayEndEarly, String call) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                thread.detector.sendBegins(
                        thread, thread.detector.variables().wholeOf(remote), isLastPart, mayEndEarly, call);
            }
        }
    }

    /** After it has. */
    public static void sendEnds(Object remote) {
        ended(remote, false);
    }

    /** After it has thrown. */
    public static void sendFailed(Object remote) {
        ended(remote, true);
    }

    private static void ended(Object remote, boolean hasFailed) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                thread.detector.sendEnds(thread, thread.detector.variables().wholeOf(remote), hasFailed);
            }
        }
    }
}
