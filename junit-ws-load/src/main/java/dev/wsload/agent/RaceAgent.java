package dev.wsload.agent;

import java.lang.instrument.Instrumentation;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The agent of the race detector, for {@code -javaagent}. It does nothing until a test asks for a watch: the other tests of the same
 * JVM run as they would without it.
 *
 * @since 0.1
 */
public final class RaceAgent {
    private static final AtomicReference<Instrumentation> INSTRUMENTATION = new AtomicReference<>();

    private RaceAgent() {}

    /** Called by the JVM at its start, before any test. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        INSTRUMENTATION.set(instrumentation);
    }

    /** Called by the JVM when the agent is attached to it while it runs. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        INSTRUMENTATION.set(instrumentation);
    }

    static Optional<Instrumentation> instrumentation() {
        return Optional.ofNullable(INSTRUMENTATION.get());
    }
}
