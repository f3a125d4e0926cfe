package dev.wsload.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * The detector in this JVM: brought in by the first watch, and left there, where it does nothing without a watch. Each watch may add
 * packages. Thread-safe; one watch at a time.
 */
final class Installation {
    private static final Installation OF_THIS_JVM = new Installation();
    private static final String WATCH = "dev.wsload.agent.runtime.Watch";

    private final Semaphore turn = new Semaphore(1, true);
    private final Set<String> packages = new LinkedHashSet<>();
    private Class<?> watch;
    private Instrumenter instrumenter;

    private Installation() {}

    static Installation ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Waits for its turn, makes sure that these packages are instrumented, and returns the class that begins and ends a watch. */
    Class<?> watch(List<String> wanted, boolean jdkEdges) {
        turn.acquireUninterruptibly();
        try {
            Instrumentation instrumentation = instrumentation();
            if (watch == null) {
                watch = load(instrumentation);
            }
            Set<String> all = new LinkedHashSet<>(packages);
            if (all.addAll(wanted)) {
                instrument(instrumentation, CodeUnderTest.of(List.copyOf(all), jdkEdges));
                packages.addAll(wanted);
            }
            return watch;
        } catch (RuntimeException | Error failed) {
            turn.release();
            throw failed;
        }
    }

    void ended() {
        turn.release();
    }

    /** Returns which class could not be instrumented first, and why. */
    Optional<String> failure() {
        return Optional.ofNullable(instrumenter).map(Instrumenter::failure);
    }

    private static Instrumentation instrumentation() {
        Optional<Instrumentation> given = RaceAgent.instrumentation();
        if (given.isPresent()) {
            return given.get();
        }
        Optional<String> why = SelfAttach.attach();
        return RaceAgent.instrumentation()
                .orElseThrow(() -> new IllegalStateException(
                        "the race detector's agent is not in this JVM, and could not be attached ("
                                + why.orElse("unknown") + "): " + remedy()));
    }

    /** Returns what brings the agent in from the start, as a line to paste. */
    static String remedy() {
        Path place = AgentJars.classPathEntry();
        String jar = Files.isDirectory(place)
                ? "${settings.localRepository}/dev/wsload/junit-ws-load/VERSION/junit-ws-load-VERSION.jar"
                : place.toString();
        return "add <argLine>-javaagent:" + jar + "</argLine> to the configuration of maven-surefire-plugin";
    }

    private static Class<?> load(Instrumentation instrumentation) {
        try {
            instrumentation.appendToBootstrapClassLoaderSearch(
                    new JarFile(AgentJars.runtime().toFile()));
            return Class.forName(WATCH, true, null);
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("the race detector cannot be put into the boot loader: " + e, e);
        }
    }

    private void instrument(Instrumentation instrumentation, CodeUnderTest code) {
        Instrumenter next = new Instrumenter(code);
        warmUp(next);
        if (instrumenter != null) {
            instrumentation.removeTransformer(instrumenter);
        }
        instrumenter = next;
        instrumentation.addTransformer(next, true);
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(type)
                    && !type.isArray()
                    && next.code().scopeOf(type.getName().replace('.', '/')) != Scope.NONE) {
                loaded.add(type);
            }
        }
        try {
            instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | RuntimeException | Error e) {
            throw new IllegalStateException("the race detector cannot instrument what is loaded already: " + e, e);
        }
    }

    /** The instrumenter must not need classes for the first time while it instruments those that they need. */
    private static void warmUp(Instrumenter instrumenter) {
        String name = "java/util/concurrent/ConcurrentHashMap";
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            instrumenter.instrument(null, name, in.readAllBytes());
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Byte Buddy " + version() + " on the class path cannot read the classes of Java "
                            + Runtime.version().feature() + " (" + e.getMessage()
                            + "): use a newer one (net.bytebuddy:byte-buddy)",
                    e);
        }
    }

    private static String version() {
        return Optional.ofNullable(ClassReader.class.getPackage().getImplementationVersion())
                .orElse("(of unknown version)");
    }
}
