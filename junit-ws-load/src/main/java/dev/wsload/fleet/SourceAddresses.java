package dev.wsload.fleet;

import dev.wsload.machine.LoopbackAddresses;
import dev.wsload.plan.LoadPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local addresses from which clients connect. From one address to one port there are some 28,000 local ports, and
 * the kernel's search for a free one slows down long before they are gone.
 */
final class SourceAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(SourceAddresses.class);

    private final List<InetAddress> addresses;
    private final boolean given;

    private SourceAddresses(List<InetAddress> addresses, boolean given) {
        this.addresses = addresses;
        this.given = given;
    }

    static SourceAddresses of(LoadPlan plan, Target target) {
        List<InetAddress> given = plan.ramp().sourceAddresses();
        return given.isEmpty()
                ? new SourceAddresses(automatic(plan.clients(), target), false)
                : new SourceAddresses(given, true);
    }

    private static List<InetAddress> automatic(int clients, Target target) {
        int count = LoopbackAddresses.countFor(clients);
        if (count < 2 || target.addresses() == 0) {
            return List.of();
        }
        InetAddress first = target.address(0).getAddress();
        List<InetAddress> block = LoopbackAddresses.isLoopbackIpv4(first) ? LoopbackAddresses.block(count) : List.of();
        if (block.isEmpty() && first.isLoopbackAddress()) {
            LOG.info("{} clients share one source address: there is no other loopback address to bind", clients);
        }
        return block;
    }

    /** Returns the address to bind for a client that connects there; empty when the kernel shall choose. */
    Optional<InetSocketAddress> of(int client, InetSocketAddress to) {
        if (addresses.isEmpty() || !given && !LoopbackAddresses.isLoopbackIpv4(to.getAddress())) {
            return Optional.empty();
        }
        return Optional.of(new InetSocketAddress(addresses.get(client % addresses.size()), 0));
    }
}
