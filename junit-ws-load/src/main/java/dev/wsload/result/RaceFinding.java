package dev.wsload.result;

/**
 * Two accesses of two threads to the same variable, at least one of them a write.
 *
 * @param on the object that both have accessed, by class and identity, behind its field where it is a collection of which
 *     that is known; empty for a static field
 * @since 0.1
 */
public record RaceFinding(Kind kind, String on, MemoryAccess earlier, MemoryAccess now) {
    /** How sure it is. */
    public enum Kind {
        /** Nothing orders the two: a data race by the memory model (JLS 17.4.5). */
        RACE,
        /** Both threads were at the variable at the same time. */
        CAUGHT,
        /** Two messages were sent on one connection at the same time, or one in the middle of another that goes in parts. */
        OVERLAP,
        /** One goes without the lock that the others hold, and nothing but chance has ordered them this time. */
        SUSPECT
    }
}
