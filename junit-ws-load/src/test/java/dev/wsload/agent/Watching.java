package dev.wsload.agent;

import java.util.List;

/** For other packages: a watch that sees what orders threads, or does not, which is the control of what is called right. */
public final class Watching {
    private Watching() {}

    /** Begins it. */
    public static RaceDetector begin(List<String> packages, String who, boolean seesEdges) {
        return RaceDetector.begin(packages, who, seesEdges);
    }
}
