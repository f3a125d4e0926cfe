package dev.wsload.diagnosis;

import java.util.Optional;

/** Something that goes wrong in the field, and how it shows. Stateless. */
@FunctionalInterface
interface Cause {
    /** What fewer connections have in common may be chance. */
    int FEWEST = 3;

    /** Returns what the evidence says for it; empty if it does not say so. */
    Optional<Finding> in(Evidence evidence);
}
