package dev.wsload.preflight;

import dev.wsload.machine.Descriptors;
import dev.wsload.machine.LocalPorts;
import java.util.Optional;

/** STUB: can this machine carry the plan? Pure; the sentence says why not. */
public final class Preflight {
    private Preflight() {}

    /** Descriptors that clients (and their hosted server) need for themselves: what to lease. */
    public static int descriptors(int clients, boolean hosted) {
        throw new UnsupportedOperationException();
    }

    /**
     * Judges descriptors and ports.
     *
     * @param sourceAddresses how many local addresses the clients rotate over; 1 = the kernel chooses
     */
    public static Optional<String> check(
            int clients, boolean hosted, int sourceAddresses, Descriptors descriptors, LocalPorts ports) {
        throw new UnsupportedOperationException();
    }
}
