package dev.wsload.agent;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Attaches the agent to a JVM that was started without it. A JVM may not attach to itself, so a second one does, in which this is the
 * main class.
 */
final class SelfAttach {
    private static final long PATIENCE_SECONDS = 30;

    private SelfAttach() {}

    /** Runs in the second JVM: the process to attach to, and the jar that names the agent. */
    public static void main(String[] arguments)
            throws IOException, AttachNotSupportedException, AgentLoadException, AgentInitializationException {
        VirtualMachine machine = VirtualMachine.attach(arguments[0]);
        try {
            machine.loadAgent(arguments[1]);
        } finally {
            machine.detach();
        }
    }

    /** Returns why the agent could not be attached to this JVM; empty once it has been. */
    static Optional<String> attach() {
        try {
            Path jar = AgentJars.agent();
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            Process second = new ProcessBuilder(
                            java.toString(),
                            "-cp",
                            AgentJars.classPathEntry().toString(),
                            SelfAttach.class.getName(),
                            String.valueOf(ProcessHandle.current().pid()),
                            jar.toString())
                    .redirectErrorStream(true)
                    .start();
            if (!second.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                second.destroyForcibly();
                return Optional.of("it took longer than " + PATIENCE_SECONDS + " s");
            }
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return RaceAgent.instrumentation().isPresent()
                    ? Optional.empty()
                    : Optional.of(said.lines().findFirst().orElse("the JVM has not loaded it"));
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the test was interrupted");
        }
    }
}
