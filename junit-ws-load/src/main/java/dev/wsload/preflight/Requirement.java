package dev.wsload.preflight;

import dev.wsload.machine.Machine;
import java.util.Optional;

/** Something that a plan needs of the machine. Stateless. */
@FunctionalInterface
interface Requirement {
    /** Says in one sentence what is short, what would fit, and what to do; empty if there is enough. */
    Optional<String> shortage(Demand demand, Machine machine);
}
