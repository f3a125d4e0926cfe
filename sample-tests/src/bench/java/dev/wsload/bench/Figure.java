package dev.wsload.bench;

import java.util.Locale;

/** What is measured, in the order of the table's columns. */
enum Figure {
    LAUNCH("launch to all connected, s", "%.2f"),
    CONNECTS("connects/s", "%,.0f"),
    ROUND_TRIPS("echo round trips/s", "%,.0f"),
    CPU("CPU s per 100,000", "%.2f"),
    PEAK("peak memory, MB", "%.0f"),
    RESIDENT("resident kB a client", "%.1f"),
    HEAP("heap bytes a client", "%,.0f");

    private final String heading;
    private final String format;

    Figure(String heading, String format) {
        this.heading = heading;
        this.format = format;
    }

    String heading() {
        return heading;
    }

    String show(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
