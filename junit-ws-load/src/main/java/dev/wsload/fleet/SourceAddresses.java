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

    private SourceAddresses(List<InetAddress> addresses) {
        this.addresses = addresses;
    }

    static SourceAddresses of(LoadPlan plan, Target target) {
        List<InetAddress> given = plan.ramp().sourceAddresses();
        return new SourceAddresses(given.isEmpty() ? automatic(plan.clients(), target) : given);
    }

    private static List<InetAddress> automatic(int clients, Target target) {
        int count = LoopbackAddresses.countFor(clients);
        if (count < 2 || target.addresses() == 0 || !isLoopbackIpv4(target)) {
            return List.of();
        }
        List<InetAddress> block = LoopbackAddresses.block(count);
        if (block.isEmpty()) {
            LOG.info("{} clients share one source address: no other address of 127.0.0.0/8 can be bound here", clients);
        }
        return block;
    }

    private static boolean isLoopbackIpv4(Target target) {
        return LoopbackAddresses.isLoopbackIpv4(target.address(0).getAddress());
    }

    /** Returns the address to bind for a client; empty when the kernel shall choose. */
    Optional<InetSocketAddress> of(int client) {
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InetSocketAddress(addresses.get(client % addresses.size()), 0));
    }
}
