package dev.wsload.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * The detector in this JVM: brought in by the first watch, and left there, where it does nothing without a watch. Each watch has packages
 * of its own. Thread-safe; one watch at a time.
 */
final class Installation {
    private static final Installation OF_THIS_JVM = new Installation();
    private static final String WATCH = "dev.wsload.agent.runtime.Watch";

    private final Turn turn = new Turn();
    private Class<?> watch;
    private Instrumenter instrumenter;

    private Installation() {}

    static Installation ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Instruments what orders threads, before anything runs. */
    void early() {
        watch(new CodeUnderTest(List.of()), "the start of the JVM");
        ended();
    }

    /** Waits for its turn, makes sure that this code is instrumented, and returns the class that begins and ends a watch. */
    Class<?> watch(CodeUnderTest code, String who) {
        turn.take(who);
        try {
            Instrumentation instrumentation = instrumentation();
            if (watch == null) {
                watch = load(instrumentation);
            }
            if (instrumenter == null || !instrumenter.code().equals(code)) {
                instrument(instrumentation, code);
            }
            return watch;
        } catch (RuntimeException | Error failed) {
            turn.giveBack();
            throw failed;
        }
    }

    Optional<String> watching() {
        return turn.holder();
    }

    /** Returns which classes of the code under test are loaded. */
    List<String> classes() {
        return Stream.of(instrumentation().getAllLoadedClasses())
                .map(Installation::nameOf)
                .filter(type -> instrumenter.code().includes(type) && !type.startsWith(PlantedRace.INTERNAL_NAME))
                .toList();
    }

    void ended() {
        turn.giveBack();
    }

    /** Returns what could not be instrumented. */
    Misses misses() {
        return instrumenter.misses();
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

    /** What is loaded between the two transformers has met none of them. */
    private void instrument(Instrumentation instrumentation, CodeUnderTest code) {
        Optional<Instrumenter> last = Optional.ofNullable(instrumenter);
        Instrumenter next = new Instrumenter(code);
        warmUp(next);
        Set<Class<?>> before = new HashSet<>(Arrays.<Class<?>>asList(instrumentation.getAllLoadedClasses()));
        last.ifPresent(instrumentation::removeTransformer);
        instrumentation.addTransformer(next, true);
        instrumenter = next;
        List<Class<?>> changed = Stream.<Class<?>>of(instrumentation.getAllLoadedClasses())
                .filter(type -> !type.isArray() && instrumentation.isModifiableClass(type))
                .filter(type -> code.isWatchedOtherwise(
                        nameOf(type), last.filter(one -> before.contains(type)).map(Instrumenter::code)))
                .toList();
        Set<String> names = changed.stream().map(Installation::nameOf).collect(Collectors.toSet());
        last.ifPresent(one -> next.misses().addAll(one.misses(), names));
        new LoadedClasses(instrumentation, next.misses()).instrument(changed);
        LoadedSubclasses.report(changed, next);
    }

    private static String nameOf(Class<?> type) {
        return type.getName().replace('.', '/');
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
