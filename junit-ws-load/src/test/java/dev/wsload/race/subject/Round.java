package dev.wsload.race.subject;

/** A round of what threads do to each other: each kind is a constant of an enum. */
interface Round {
    String name();

    void round() throws Exception;

    /** Says whether this JDK has it. */
    default boolean isPossible() {
        return true;
    }
}
