package dev.wsload.agent;

import dev.wsload.race.subject.Crowd;
import dev.wsload.result.RaceFinding.Kind;
import dev.wsload.result.RaceSightings;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.List;

/** Watches very many threads, and prints what was found; in a JVM of its own. */
public final class CrowdRun {
    private CrowdRun() {}

    /** The arguments: whether they are alive together, and how many there are. */
    public static void main(String[] arguments) throws Exception {
        boolean areTogether = Boolean.parseBoolean(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        long began = System.nanoTime();
        RaceDetector detector = RaceDetector.begin(List.of(Crowd.class.getPackageName()), "a crowd");
        System.out.println(
                (areTogether ? Crowd.together(threads) : Crowd.inTurn(threads)) + " threads have done their work");
        System.out.println("slots: " + slots());
        System.err.println("heap after it, kB: " + used() / 1024);
        RaceSightings seen = detector.end();
        System.err.println("ms: " + (System.nanoTime() - began) / 1_000_000);
        System.out.println("judged: "
                + (seen.isAlive()
                        && seen.sawTwoThreads()
                        && seen.notInstrumented().isEmpty()));
        seen.findings().stream()
                .filter(one -> one.kind() != Kind.SUSPECT)
                .forEach(one -> System.out.println(one.kind() + " " + one.earlier() + " / " + one.now()));
        System.exit(0);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Returns how many places the clocks have: they live in the boot loader, and this class does not. */
    private static int slots() throws ReflectiveOperationException {
        Class<?> watch = Class.forName("dev.wsload.agent.runtime.Watch", true, null);
        java.lang.reflect.Method detector = watch.getDeclaredMethod("detector");
        detector.setAccessible(true);
        Object slots = field(detector.invoke(null), "slots");
        return (Integer) field(slots, "used");
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
