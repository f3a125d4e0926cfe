package dev.wsload.preflight;

import dev.wsload.machine.Machine;
import java.util.List;
import java.util.Optional;

/**
 * Judges, before a socket is opened, whether this machine can carry the plan. Pure: what the machine has is handed in.
 *
 * <p>It does not judge cores: how many a load needs is seen while it runs only, in how late the fleet itself is.
 *
 * @since 0.1
 */
public final class Preflight {
    private static final List<Requirement> REQUIREMENTS =
            List.of(new EnoughDescriptors(), new EnoughPorts(), new EnoughBacklog(), new EnoughMemory());

    private Preflight() {}

    /** Returns one sentence that says what is short, what would fit and what to do, or empty if the machine can carry it. */
    public static Optional<String> check(Demand demand, Machine machine) {
        return REQUIREMENTS.stream()
                .map(requirement -> requirement.shortage(demand, machine))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
