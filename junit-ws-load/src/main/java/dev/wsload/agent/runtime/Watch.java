package dev.wsload.agent.runtime;

import java.util.List;
import java.util.Map;

/** Begins and ends the one watch that a JVM can have at a time; called by the agent through reflection, in JDK types only. */
public final class Watch {
    private static final Current CURRENT = new Current();

    private Watch() {}

    /** The detector that is watching, or none. */
    private static final class Current {
        private volatile Detector detector;
    }

    static Detector detector() {
        return CURRENT.detector;
    }

    /**
     * Begins a watch: what was accessed before is forgotten.
     *
     * @param trapMillis how long an access is parked to see who else comes
     * @param seesEdges whether threads learn of each other
     */
    public static void begin(long trapMillis, boolean seesEdges) {
        warmUp();
        CURRENT.detector = new Detector(trapMillis, seesEdges);
    }

    /** The first use of a VarHandle is linked by code that is instrumented, and a hook in there would need the lock again. */
    private static void warmUp() {
        SpinLock lock = new SpinLock();
        lock.lock();
        lock.unlock();
        new SlotTime().next();
    }

    /** Says whether two threads have used the same object of the code under test so far. */
    public static boolean sawTwoThreads() {
        Detector watching = CURRENT.detector;
        return watching != null && watching.sawTwoThreads();
    }

    /** Says whether more was found than there is room for. */
    public static boolean hasLeftOut() {
        Detector watching = CURRENT.detector;
        return watching != null && watching.findings().hasLeftOut();
    }

    /** Ends the watch, and returns its reports. */
    public static List<Map<String, Object>> end() {
        Detector ended = CURRENT.detector;
        CURRENT.detector = null;
        return ended == null ? List.of() : ended.findings().reports();
    }
}
