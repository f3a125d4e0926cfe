package dev.wsload.bench;

import java.util.Locale;

/** What the library promises at the largest size, as ratios, for a busy neighbour moves rates and hardly ratios. */
enum Goal {
    ECHO_AGAINST_GATLING("echo rate at least 3.5 x Gatling", Figure.ROUND_TRIPS, Engine.GATLING, 3.5, true),
    CPU_AGAINST_GATLING("CPU per 100,000 at most 0.35 x Gatling", Figure.CPU, Engine.GATLING, 0.35, false),
    MEMORY_AGAINST_GATLING("memory of the process at most 0.4 x Gatling", Figure.PEAK, Engine.GATLING, 0.4, false),
    LAUNCH_AGAINST_GATLING(
            "launch to all connected at most 0.35 x Gatling", Figure.LAUNCH, Engine.GATLING, 0.35, false),
    ECHO_AGAINST_C("echo rate at least 0.65 x C epoll", Figure.ROUND_TRIPS, Engine.C, 0.65, true);

    private final String text;
    private final Figure figure;
    private final Engine rival;
    private final double bound;
    private final boolean isLeast;

    Goal(String text, Figure figure, Engine rival, double bound, boolean isLeast) {
        this.text = text;
        this.figure = figure;
        this.rival = rival;
        this.bound = bound;
        this.isLeast = isLeast;
    }

    Figure figure() {
        return figure;
    }

    Engine rival() {
        return rival;
    }

    String row(double ours, double theirs) {
        double ratio = ours / theirs;
        if (Double.isNaN(ratio)) {
            return "| %s | - | not measured |%n".formatted(text);
        }
        boolean met = isLeast ? ratio >= bound : ratio <= bound;
        return String.format(Locale.ROOT, "| %s | %.2f | %s |%n", text, ratio, met ? "yes" : "NO");
    }
}
