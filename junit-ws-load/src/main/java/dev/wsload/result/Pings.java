package dev.wsload.result;

import dev.wsload.metrics.Figures;

/**
 * How many of the open clients that were asked to ping got their pong in time. Immutable.
 *
 * @param sent how many pinged
 * @param answered how many of them got the pong
 * @param otherwise how many of them got pongs meanwhile, but none with their payload
 * @since 0.1
 */
public record Pings(int sent, int answered, int otherwise) {
    /** Nobody could ping. */
    public static final Pings NONE = new Pings(0, 0, 0);

    /** Returns {@code 3 of 5 open clients that were asked to ping got a pong}. */
    public String inWords() {
        return Figures.count(answered) + " of " + Figures.count(sent, "open client")
                + " that were asked to ping got a pong"
                + (otherwise == 0 ? "" : ", and " + Figures.count(otherwise) + " got one with another payload");
    }
}
