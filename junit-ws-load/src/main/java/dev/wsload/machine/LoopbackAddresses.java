package dev.wsload.machine;

import java.net.InetAddress;
import java.util.List;

/** STUB: source addresses in 127.0.0.0/8. */
public final class LoopbackAddresses {
    private LoopbackAddresses() {}

    /** Whether this is an address in 127.0.0.0/8. */
    public static boolean isLoopbackIpv4(InetAddress address) {
        throw new UnsupportedOperationException();
    }

    /** Whether a socket can be bound to addresses other than 127.0.0.1 (tried once). */
    public static boolean bindable() {
        throw new UnsupportedOperationException();
    }

    /** A block of 1 to 254 addresses, another one each time; empty where bindable() is false. */
    public static List<InetAddress> block(int count) {
        throw new UnsupportedOperationException();
    }
}
