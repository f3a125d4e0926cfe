package dev.wsload.agent.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was found, each pair of places once. Thread-safe. */
final class Findings extends SpinLock {
    private static final int MOST = 1_000;

    /** The race that is there on purpose always has a place. */
    private static final String PLANTED = "dev.wsload.agent.PlantedRace.";

    private final Set<String> places = new HashSet<>();
    private final List<Map<String, Object>> reports = new ArrayList<>();
    private boolean hasLeftOut;

    /**
     * Notes it.
     *
     * @param kind RACE: nothing orders the two accesses; CAUGHT: they were about to be made at the same time; SUSPECT: nothing but
     *     chance has ordered them; OVERLAP: two messages were sent on one connection at the same time
     * @param on what they were made to; empty for a static field
     */
    void add(String kind, String on, Access earlier, Access now) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("kind", kind);
        report.put("on", on);
        report.put("earlier", earlier.report());
        report.put("now", now.report());
        String pair = pair(earlier, now);
        lock();
        try {
            if (isFull(now)) {
                hasLeftOut = true;
            } else if (places.add(pair)) {
                reports.add(report);
            }
        } finally {
            unlock();
        }
    }

    private boolean isFull(Access now) {
        return reports.size() >= MOST && !now.what().startsWith(PLANTED);
    }

    /** Says whether there were more than it has room for. */
    boolean hasLeftOut() {
        lock();
        try {
            return hasLeftOut;
        } finally {
            unlock();
        }
    }

    /** Says whether that pair of places is known, or there is no room for it. */
    boolean has(Access earlier, Access now) {
        String pair = pair(earlier, now);
        lock();
        try {
            hasLeftOut |= isFull(now) && !places.contains(pair);
            return isFull(now) || places.contains(pair);
        } finally {
            unlock();
        }
    }

    /** The same whichever came first. */
    private static String pair(Access earlier, Access now) {
        String one = earlier.place();
        String other = now.place();
        return one.compareTo(other) < 0 ? one + "|" + other : other + "|" + one;
    }

    List<Map<String, Object>> reports() {
        lock();
        try {
            return List.copyOf(reports);
        } finally {
            unlock();
        }
    }
}
