package dev.wsload.machine;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Source addresses within 127.0.0.0/8. The kernel searches a free port per source and destination address, and searches
 * long when one source address holds many thousands of connections; Linux takes any address of the block as a source.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class LoopbackAddresses {
    /** 127.x.y.0/24 with x of 1 to 254, y of 0 to 255: neither 127.0.0.1 nor 127.0.1.1, nor the broadcast address. */
    private static final int NETWORKS = 254 * 256;
    /** Last bytes 1 to 254: neither .0 nor .255. */
    private static final int HOSTS = 254;

    /** Far from the 28,000 ports of an address, where the search is still short. */
    private static final int CLIENTS_PER_ADDRESS = 4_000;

    private static final AtomicInteger NEXT_HOST = new AtomicInteger();

    private LoopbackAddresses() {}

    /** Returns whether this is an IPv4 address of 127.0.0.0/8 (RFC 1122 section 3.2.1.3). */
    public static boolean isLoopbackIpv4(InetAddress address) {
        return address instanceof Inet4Address && address.isLoopbackAddress();
    }

    /** Returns whether a socket can be bound to such an address: true on Linux; macOS knows 127.0.0.1 only. Tried once. */
    public static boolean bindable() {
        return Trial.BINDABLE;
    }

    /**
     * Returns how many addresses so many clients rotate over: one for every 4,000 of them, at most 254.
     *
     * @param clients at least 1
     */
    public static int countFor(int clients) {
        return Math.min(HOSTS, (clients - 1) / CLIENTS_PER_ADDRESS + 1);
    }

    /**
     * Returns addresses for one fleet. Each process has a /24 network that follows from its pid, so that processes next to
     * each other do not share one; each call continues where the last one ended and starts again after 254 addresses.
     *
     * @param count how many, 1 to 254
     * @return that many different addresses, never 127.0.0.1; empty where {@link #bindable()} is false: the kernel chooses
     */
    public static List<InetAddress> block(int count) {
        if (count < 1 || count > HOSTS) {
            throw new IllegalArgumentException("a block has 1 to " + HOSTS + " addresses, not " + count);
        }
        return bindable() ? block(ProcessHandle.current().pid(), NEXT_HOST.getAndAdd(count), count) : List.of();
    }

    static List<InetAddress> block(long pid, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(host -> address(pid, Math.floorMod(host, HOSTS)))
                .toList();
    }

    private static InetAddress address(long pid, int host) {
        int network = (int) (pid % NETWORKS);
        byte[] bytes = {127, (byte) (1 + network / 256), (byte) network, (byte) (1 + host)};
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    private static final class Trial {
        static final boolean BINDABLE = trial();

        private static boolean trial() {
            try (Socket socket = new Socket()) {
                socket.bind(new InetSocketAddress(
                        block(ProcessHandle.current().pid(), 0, 1).get(0), 0));
                return true;
            } catch (IOException refused) {
                return false;
            }
        }
    }
}
