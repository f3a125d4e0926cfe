package dev.wsload.preflight;

import dev.wsload.machine.LocalPorts;
import dev.wsload.machine.Machine;
import dev.wsload.machine.Os;
import java.util.Optional;

/** A source address has one local port for each connection to the same address (ip(7), ip_local_port_range). */
final class EnoughPorts implements Requirement {
    @Override
    public Optional<String> shortage(Demand demand, Machine machine) {
        LocalPorts ports = machine.ports();
        long carried = (long) ports.count() * demand.sourceAddresses();
        if (demand.clients() <= carried) {
            return Optional.empty();
        }
        return Optional.of(Sentence.of(
                "%,d clients to one address need as many local ports, %s can give %,d (%d to %d): %srotate over at least %,d"
                        + " source addresses%s",
                demand.clients(),
                demand.sourceAddresses() == 1
                        ? "one source address"
                        : Sentence.of("%,d source addresses", demand.sourceAddresses()),
                carried,
                ports.first(),
                ports.last(),
                Sentence.fewer(carried),
                (demand.clients() - 1) / ports.count() + 1,
                widen(machine.os())));
    }

    private static String widen(Os os) {
        return switch (os) {
            case LINUX ->
                ", or widen the range (sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"; docker:"
                        + " --sysctl net.ipv4.ip_local_port_range=\"1024 65535\")";
            case MACOS -> ", or widen the range (sudo sysctl -w net.inet.ip.portrange.first=1024)";
            case OTHER -> "";
        };
    }
}
