package dev.wsload.preflight;

import dev.wsload.machine.Descriptors;
import dev.wsload.machine.LocalPorts;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges, before a socket is opened, whether this machine can carry the plan. Pure: what the machine has is handed in.
 *
 * @since 0.1
 */
public final class Preflight {
    private Preflight() {}

    /**
     * Returns how many file descriptors a fleet needs for itself: one per client, and one more for the server's end where
     * the server is hosted in the same process.
     *
     * @param clients at least 1, at most 2^30
     */
    public static int descriptors(int clients, boolean hosted) {
        return hosted ? Math.multiplyExact(2, clients) : clients;
    }

    /**
     * Returns one sentence that says what is short and what to do, or empty if the machine can carry the plan.
     *
     * @param clients how many clients connect to one address
     * @param hosted whether their server runs in this process
     * @param sourceAddresses how many local addresses the clients rotate over, at least 1; 1 = the kernel chooses
     * @param descriptors those of this process, at rest
     * @param ports those of this machine
     */
    public static Optional<String> check(
            int clients, boolean hosted, int sourceAddresses, Descriptors descriptors, LocalPorts ports) {
        return tooFewDescriptors(clients, hosted, descriptors).or(() -> tooFewPorts(clients, sourceAddresses, ports));
    }

    private static Optional<String> tooFewDescriptors(int clients, boolean hosted, Descriptors has) {
        long needed = (long) descriptors(clients, hosted) + has.open() + Descriptors.RESERVE;
        if (needed <= has.limit()) {
            return Optional.empty();
        }
        return Optional.of(format(
                "%,d clients%s %,d file descriptors, this process may open %,d (%s): %s%s%s",
                clients,
                hosted ? " and their hosted server need" : " need",
                needed,
                has.limit(),
                limit(has),
                fewer(has.spare() / descriptors(1, hosted)),
                "raise the limit (/etc/security/limits.conf: soft and hard nofile; systemd: LimitNOFILE=; "
                        + "docker: --ulimit nofile=)",
                hosted ? ", or run the server in a process of its own" : ""));
    }

    private static String limit(Descriptors has) {
        return has.hardLimit() == has.limit()
                ? "hard limit"
                : format("soft limit; the hard limit is %,d", has.hardLimit());
    }

    private static Optional<String> tooFewPorts(int clients, int sourceAddresses, LocalPorts ports) {
        long carried = (long) ports.count() * sourceAddresses;
        if (clients <= carried) {
            return Optional.empty();
        }
        return Optional.of(format(
                "%,d clients to one address need as many local ports, %s can give %,d (ip_local_port_range %d to %d): "
                        + "%sor rotate over at least %,d source addresses",
                clients,
                sourceAddresses == 1 ? "one source address" : format("%,d source addresses", sourceAddresses),
                carried,
                ports.first(),
                ports.last(),
                fewer(carried),
                (clients - 1) / ports.count() + 1));
    }

    private static String fewer(long clients) {
        return clients < 1 ? "" : format("use at most %,d clients here, ", clients);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
