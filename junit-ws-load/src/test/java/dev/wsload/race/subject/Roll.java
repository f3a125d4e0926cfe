package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

import java.util.ArrayList;

/** A list of a class of its own. */
public final class Roll extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    /** Two threads add to it, which nothing orders. */
    public void race() throws InterruptedException {
        atOnce(() -> add("a"), () -> add("b"));
    }
}
