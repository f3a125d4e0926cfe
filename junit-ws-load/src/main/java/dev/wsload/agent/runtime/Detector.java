package dev.wsload.agent.runtime;

import java.lang.ref.WeakReference;

/**
 * One watch over the code under test: from its beginning to its end, as begun by {@link Watch}. Thread-safe. Three instruments look at
 * each access: whether anything orders it with those before (RACE), whether it comes while another is about to be made (CAUGHT), and
 * whether it goes without the lock that others take (SUSPECT).
 */
final class Detector {
    /** Of all watches, and weak: a thread that outlives a watch would keep that as a whole. The watch itself keeps the states. */
    private static final ThreadLocal<WeakReference<ThreadState>> CURRENT = new ThreadLocal<>();

    private final Slots slots = new Slots();
    private final WeakIdentityMap<ThreadState> threads = new WeakIdentityMap<>();
    private final WeakIdentityMap<SyncPoint> points = new WeakIdentityMap<>();
    private final WeakIdentityMap<SyncPoint> monitors = new WeakIdentityMap<>();
    private final WeakIdentityMap<Sending> sends = new WeakIdentityMap<>();
    private final Variables variables = new Variables();
    private final Findings findings = new Findings();
    private final Traps traps;

    /** Off in the control alone: then no thread learns of another. */
    private final boolean seesEdges;

    private final WeakIdentityMap<ThreadState> firstUsers = new WeakIdentityMap<>();
    private volatile boolean sawTwoThreads;

    Detector(long trapMillis, boolean seesEdges) {
        traps = new Traps(trapMillis);
        this.seesEdges = seesEdges;
    }

    Findings findings() {
        return findings;
    }

    Variables variables() {
        return variables;
    }

    /** Says whether two threads have used the same object of the code under test: otherwise there was nothing to judge. */
    boolean sawTwoThreads() {
        return sawTwoThreads;
    }

    /** Notes that the code under test has used an object, in whatever way. */
    void used(ThreadState thread, Object object) {
        if (!sawTwoThreads && firstUsers.get(object, () -> thread) != thread) {
            sawTwoThreads = true;
        }
    }

    /** Returns what is known of this thread, or null while the detector itself is at work on it. */
    ThreadState enter() {
        WeakReference<ThreadState> current = CURRENT.get();
        ThreadState state = current == null ? null : current.get();
        if (state == null || state.detector != this) {
            state = begin(Thread.currentThread());
        }
        if (state.isBusy) {
            return null;
        }
        state.isBusy = true;
        return state;
    }

    /** The thread's own memory of it may have been erased: pools do that between two tasks. */
    private ThreadState begin(Thread thread) {
        ThreadState known = threads.peek(thread);
        if (known != null) {
            CURRENT.set(new WeakReference<>(known));
            return known;
        }
        ThreadState state = slots.next(thread);
        state.isBusy = true;
        state.detector = this;
        CURRENT.set(new WeakReference<>(state));
        threads.put(thread, state);
        state.name = thread.getName().isEmpty() ? Names.of(thread) : thread.getName();
        SyncPoint start = points.peek(thread);
        if (start != null) {
            start.acquire(state, false);
        }
        state.isBusy = false;
        return state;
    }

    // ---- synchronization

    void release(ThreadState thread, Object on, boolean isMonitor, boolean isChance) {
        if (seesEdges) {
            SyncPoint point = (isMonitor ? monitors : points).get(on, SyncPoint::new);
            point.release(thread, isChance || thread.isInsideLock);
        }
        thread.tick();
    }

    void acquire(ThreadState thread, Object on, boolean isMonitor, boolean isChance) {
        SyncPoint point = (isMonitor ? monitors : points).peek(on);
        if (point != null) {
            point.acquire(thread, isChance || thread.isInsideLock);
        }
    }

    void joined(ThreadState thread, Thread ended) {
        ThreadState other = threads.peek(ended);
        if (seesEdges && other != null && hasEnded(ended)) {
            thread.learn(other.order, other.design);
        }
    }

    /** Its state says so before isAlive does. */
    private static boolean hasEnded(Thread thread) {
        return !thread.isAlive() || thread.getState() == Thread.State.TERMINATED;
    }

    // ---- accesses

    /**
     * Judges an access that is about to be made.
     *
     * @param owner whose variable it is; null for a static one
     */
    void access(ThreadState thread, Object owner, Variable variable, String what, boolean isWrite) {
        if (isExempt(thread, variable, isWrite)) {
            return;
        }
        Access about = traps.caught(variable, thread, isWrite);
        if (about != null) {
            report("CAUGHT", owner, about, Access.now(thread, what, isWrite));
        }
        if (isWorthATrap(variable, thread, isWrite)) {
            traps.await(variable, Access.now(thread, what, isWrite));
        }
        if (!isKnown(variable, thread, isWrite)) {
            judge(owner, variable, Access.now(thread, what, isWrite));
        }
    }

    /**
     * Judges an access of one of two kinds that exclude each other, but not themselves: each is noted as a read of its own variable, and
     * asks like a write who has been at the others'. Noted first, so that of two at a time one sees the other.
     */
    void exclude(ThreadState thread, Object owner, Variable own, Variable others, String what, boolean isWrite) {
        if (isExempt(thread, own, isWrite) && isExempt(thread, others, isWrite)) {
            return;
        }
        Access about = traps.caught(others, thread, true);
        if (about != null) {
            report("CAUGHT", owner, about, Access.now(thread, what, isWrite));
        }
        if (isWorthATrap(others, thread, true) | isWorthATrap(own, thread, false)) {
            traps.await(own, Access.now(thread, what, isWrite));
        }
        if (!isKnown(own, thread, false)) {
            Access now = Access.now(thread, what, isWrite);
            own.join(now);
            Access racing = others.excluding(thread);
            if (racing != null) {
                report("RACE", owner, racing, now);
            }
        }
    }

    /** What a class makes while it is initialized is its thread's alone, and what is read optimistically may not count. */
    private static boolean isExempt(ThreadState thread, Variable variable, boolean isWrite) {
        return thread.isOptimistic && !isWrite || thread.initializing > 0 && variable.isOnlyOf(thread);
    }

    private boolean isWorthATrap(Variable variable, ThreadState thread, boolean isWrite) {
        variable.lock();
        try {
            variable.seenBy(thread);
            if (!sawTwoThreads && variable.isShared()) {
                sawTwoThreads = true;
            }
            return variable.isWorthATrap(thread, isWrite);
        } finally {
            variable.unlock();
        }
    }

    private static boolean isKnown(Variable variable, ThreadState thread, boolean isWrite) {
        variable.lock();
        try {
            return variable.isKnown(thread, isWrite);
        } finally {
            variable.unlock();
        }
    }

    private void judge(Object owner, Variable variable, Access now) {
        Access racing;
        Access chance;
        variable.lock();
        try {
            racing = variable.racingWith(now.thread(), now.isWrite());
            chance = variable.onlyByChanceBefore(now.thread(), now.isWrite(), now);
            variable.note(now);
        } finally {
            variable.unlock();
        }
        if (racing != null) {
            report("RACE", owner, racing, now);
        } else if (chance != null) {
            report("SUSPECT", owner, chance, now);
        }
    }

    // ---- messages

    /** A message, or a part of one, is about to be sent; sometimes waits a moment to see who else comes. */
    void sendBegins(ThreadState thread, Object connection, boolean isLastPart, boolean mayEndEarly, String call) {
        Sending sending = sends.get(connection, Sending::new);
        Access now = Access.now(thread, call, true);
        Access other = sending.begin(now, isLastPart, mayEndEarly);
        if (other != null) {
            report("OVERLAP", connection, other, now);
        } else if (sending.isWorthAWait(thread) && thread.oneOf(8) == 0) {
            traps.await(sending, now);
        }
    }

    void sendEnds(ThreadState thread, Object connection, boolean hasFailed) {
        Sending sending = sends.peek(connection);
        if (sending != null) {
            sending.end(thread, hasFailed);
        }
    }

    private void report(String kind, Object owner, Access earlier, Access now) {
        if (!findings.has(earlier, now)) {
            findings.add(kind, owner == null ? "" : variables.nameOf(owner), earlier, now);
        }
    }
}
