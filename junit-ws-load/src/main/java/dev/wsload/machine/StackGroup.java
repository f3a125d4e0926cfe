package dev.wsload.machine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Threads that stand at the same line of somebody's own code, for the same reason. Immutable.
 *
 * @param threads how many
 * @param state what they do there
 * @param at the topmost line that is neither the JDK's nor the server's
 * @param holder the line at which the thread stands that holds the lock they wait for; empty if they wait for none, or it is not
 *     known, as of virtual threads
 * @param isDeadlock whether they and others wait for each other in a ring, by the JVM's own knowledge
 * @since 0.1
 */
public record StackGroup(
        int threads, Thread.State state, StackTraceElement at, Optional<StackTraceElement> holder, boolean isDeadlock) {
    private static final int DEPTH = 200;
    private static final List<String> NOBODYS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            "io.undertow.",
            "org.xnio.",
            "org.jboss.",
            "dev.wsload.undertow.");

    private record Stand(
            Thread.State state, StackTraceElement at, Optional<StackTraceElement> holder, boolean isDeadlock) {}

    /** Returns where these threads stand now, the largest group first; without those that are in no code of somebody's own. */
    public static List<StackGroup> of(Collection<Thread> threads) {
        Set<Long> deadlocked = deadlocked();
        Map<Stand, Integer> counts = new LinkedHashMap<>();
        for (Thread thread : threads) {
            own(thread.getStackTrace())
                    .map(at -> new Stand(thread.getState(), at, holder(thread), deadlocked.contains(thread.getId())))
                    .ifPresent(stand -> counts.merge(stand, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .map(one -> of(one.getKey(), one.getValue()))
                .sorted(Comparator.comparing(StackGroup::threads).reversed())
                .toList();
    }

    private static StackGroup of(Stand stand, int threads) {
        return new StackGroup(threads, stand.state, stand.at, stand.holder, stand.isDeadlock);
    }

    private static Set<Long> deadlocked() {
        long[] ids = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        return ids == null ? Set.of() : Arrays.stream(ids).boxed().collect(Collectors.toSet());
    }

    private static Optional<StackTraceElement> own(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(element -> NOBODYS.stream().noneMatch(element.getClassName()::startsWith))
                .findFirst();
    }

    private static Optional<StackTraceElement> holder(Thread waiting) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Optional.ofNullable(threads.getThreadInfo(waiting.getId()))
                .map(ThreadInfo::getLockOwnerId)
                .filter(owner -> owner >= 0)
                .map(owner -> threads.getThreadInfo(owner, DEPTH))
                .flatMap(owner -> own(owner.getStackTrace()));
    }

    /** Returns {@code 8 of its threads are BLOCKED at a.B.c(B.java:7), by the one that is at a.B.d(B.java:9)}. */
    public String inWords() {
        return threads + " of its threads " + (threads == 1 ? "is " : "are ") + state + " at " + line(at)
                + holder.map(line -> ", by the one that is at " + line(line)).orElse("")
                + (isDeadlock ? ", in a deadlock" : "");
    }

    /** As a stack trace prints it, without the names of module and class loader. */
    private static String line(StackTraceElement at) {
        return at.getClassName() + "." + at.getMethodName() + "(" + at.getFileName() + ":" + at.getLineNumber() + ")";
    }
}
