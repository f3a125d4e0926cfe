package dev.wsload.agent;

import java.lang.instrument.Instrumentation;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The agent of the race detector, for {@code -javaagent}. It does nothing until a test asks for a watch: the other tests of the same
 * JVM run as they would without it. With {@code =early} behind the jar it instruments from the start what orders threads, for servers
 * that run before the first watch: a method that is running then, such as an event loop, stays as it is until it returns.
 *
 * @since 0.1
 */
public final class RaceAgent {
    private static final String EARLY = "early";
    private static final AtomicReference<Instrumentation> INSTRUMENTATION = new AtomicReference<>();

    private RaceAgent() {}

    /**
     * Called by the JVM at its start, before any test.
     *
     * @throws IllegalArgumentException for arguments other than {@code early}, which ends the JVM
     */
    public static void premain(String arguments, Instrumentation instrumentation) {
        boolean isEarly = EARLY.equals(arguments);
        if (!isEarly && arguments != null && !arguments.isEmpty()) {
            throw new IllegalArgumentException("the race detector's agent was given \"" + arguments
                    + "\", must be \"early\" or nothing: write -javaagent:PATH=early, or -javaagent:PATH");
        }
        INSTRUMENTATION.set(instrumentation);
        if (isEarly) {
            Installation.ofThisJvm().early();
        }
    }

    /** Called by the JVM when the agent is attached to it while it runs. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        INSTRUMENTATION.set(instrumentation);
    }

    static Optional<Instrumentation> instrumentation() {
        return Optional.ofNullable(INSTRUMENTATION.get());
    }
}
