package dev.wsload.race.subject;

/** Its initializer fails, and leaves a class that the JVM refuses to change. */
public final class Failing {
    /** Never has a value. */
    public static final int NUMBER = Integer.parseInt("none");

    private Failing() {}
}
