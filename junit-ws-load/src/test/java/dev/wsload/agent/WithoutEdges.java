package dev.wsload.agent;

import java.util.List;

/** The control of what is called right: a watch that does not see what orders threads. */
public final class WithoutEdges {
    private WithoutEdges() {}

    /** Begins it. */
    public static RaceDetector begin(List<String> packages, String who) {
        return RaceDetector.begin(packages, who, false);
    }
}
