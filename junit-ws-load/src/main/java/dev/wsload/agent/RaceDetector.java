package dev.wsload.agent;

import dev.wsload.result.MemoryAccess;
import dev.wsload.result.RaceFinding;
import dev.wsload.result.RaceSightings;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Watches the accesses of some packages for data races, from its beginning to its end. One watch at a time in a JVM; another waits for
 * it. Thread-safe.
 *
 * @since 0.1
 */
public final class RaceDetector {
    /** As measured for TSVD's idea on servers like ours: long enough for a second thread to come, short enough for a test. */
    private static final Duration TRAP = Duration.ofMillis(4);

    private final Installation installation;
    private final Class<?> watch;
    private final CodeUnderTest code;
    private final AtomicBoolean isEnded = new AtomicBoolean();

    private RaceDetector(Installation installation, Class<?> watch, CodeUnderTest code) {
        this.installation = installation;
        this.watch = watch;
        this.code = code;
    }

    /**
     * Begins to watch.
     *
     * @param packages whose accesses are judged, subpackages included
     * @param who begins it, for those that come while it is on
     * @throws IllegalStateException with one sentence, where the agent is not in this JVM and cannot be attached to it, or where this
     *     thread watches already
     */
    public static RaceDetector begin(List<String> packages, String who) {
        return begin(packages, who, true);
    }

    /**
     * The same for the control: without any edge between threads, code that is right must look wrong, or a clean run means nothing.
     *
     * @param seesEdges whether what orders threads is seen
     */
    static RaceDetector begin(List<String> packages, String who, boolean seesEdges) {
        CodeUnderTest code = CodeUnderTest.of(packages);
        Installation installation = Installation.ofThisJvm();
        RaceDetector detector = new RaceDetector(installation, installation.watch(code, who), code);
        try {
            detector.call("begin", new Class<?>[] {long.class, boolean.class}, TRAP.toMillis(), seesEdges);
        } catch (RuntimeException | Error failed) {
            installation.ended();
            throw failed;
        }
        return detector;
    }

    /** Returns who has begun the watch that is on in this JVM; empty if none is. */
    public static Optional<String> watching() {
        return Installation.ofThisJvm().watching();
    }

    /**
     * Ends it, and lets the race happen that is there on purpose, just before.
     *
     * @throws IllegalStateException if it has ended already
     */
    public RaceSightings end() {
        if (isEnded.getAndSet(true)) {
            throw new IllegalStateException("this watch for data races has ended already: end it once");
        }
        try {
            boolean sawTwoThreads = says("sawTwoThreads");
            PlantedRace.happen();
            boolean isComplete = !says("hasLeftOut");
            return sightings((List<?>) call("end", new Class<?>[0]), isComplete, sawTwoThreads);
        } finally {
            installation.ended();
        }
    }

    private boolean says(String what) {
        return (Boolean) call(what, new Class<?>[0]);
    }

    private Object call(String method, Class<?>[] types, Object... arguments) {
        try {
            return watch.getMethod(method, types).invoke(null, arguments);
        } catch (IllegalAccessException | NoSuchMethodException | InvocationTargetException e) {
            throw new IllegalStateException("the race detector does not work in this JVM: " + e, e);
        }
    }

    private RaceSightings sightings(List<?> reports, boolean isComplete, boolean sawTwoThreads) {
        List<RaceFinding> findings = new ArrayList<>();
        boolean isAlive = false;
        for (Object report : reports) {
            RaceFinding finding = finding((Map<?, ?>) report);
            isAlive |= finding.kind() == RaceFinding.Kind.RACE || finding.kind() == RaceFinding.Kind.CAUGHT;
            boolean isPlanted = finding.now().what().equals(PlantedRace.FIELD);
            if (!isPlanted && (isIn(finding.earlier(), finding.kind()) || isIn(finding.now(), finding.kind()))) {
                findings.add(finding);
            }
        }
        Misses misses = installation.misses();
        List<String> classes = installation.classes();
        return new RaceSightings(
                findings,
                isComplete,
                classes.size(),
                code.without(classes),
                sawTwoThreads,
                isAlive,
                misses.essential(),
                misses.ofLibraries());
    }

    /** A message is sent by a container, whoever has called that; and what was loaded while the last watch ended may be of its packages. */
    private boolean isIn(MemoryAccess access, RaceFinding.Kind kind) {
        return access.stack().stream()
                .limit(kind == RaceFinding.Kind.OVERLAP ? Long.MAX_VALUE : 1)
                .anyMatch(frame -> code.includes(frame.getClassName().replace('.', '/')));
    }

    private static RaceFinding finding(Map<?, ?> report) {
        return new RaceFinding(
                RaceFinding.Kind.valueOf((String) report.get("kind")),
                (String) report.get("on"),
                access((Map<?, ?>) report.get("earlier")),
                access((Map<?, ?>) report.get("now")));
    }

    private static MemoryAccess access(Map<?, ?> access) {
        return new MemoryAccess(
                (String) access.get("what"),
                (Boolean) access.get("write"),
                (String) access.get("thread"),
                List.of((String[]) access.get("locks")),
                List.of((StackTraceElement[]) access.get("stack")));
    }
}
