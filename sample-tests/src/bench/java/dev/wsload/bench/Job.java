package dev.wsload.bench;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** What every engine is given: connect all clients, let each echo its messages of 64 bytes one by one, close with 1000. */
record Job(URI uri, int clients, int messages, boolean isWeighed) {
    static final String PAYLOAD = "abcdefghijklmnopqrstuvwxyz".repeat(3).substring(0, 64);
    static final int ON_THEIR_WAY = 256;
    static final int TIMEOUT_SECONDS = 60;
    static final String HEAP_LABEL = "heap bytes per client: ";
    private static final int CLIENTS_PER_ADDRESS = 4_000;

    static Job ofThisProcess() {
        return new Job(
                URI.create(System.getProperty("bench.uri")),
                Integer.getInteger("bench.clients"),
                Integer.getInteger("bench.messages"),
                Boolean.getBoolean("bench.weighed"));
    }

    List<String> asSystemProperties() {
        return List.of(
                "-Dbench.uri=" + uri,
                "-Dbench.clients=" + clients,
                "-Dbench.messages=" + messages,
                "-Dbench.weighed=" + isWeighed);
    }

    long roundTrips() {
        return (long) clients * messages;
    }

    /** One loopback address for every 4,000 clients, since the kernel's port search slows down beyond. */
    List<String> sourceAddresses() {
        return IntStream.rangeClosed(1, (clients - 1) / CLIENTS_PER_ADDRESS + 1)
                .mapToObj(address -> "127.0.1." + address)
                .toList();
    }

    /** Returns the heap in use after full collections, or 0 in a timed run, which must not be disturbed. */
    long weigh() {
        if (!isWeighed) {
            return 0;
        }
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    void printWeight(long before, long after) {
        if (isWeighed) {
            System.out.println(HEAP_LABEL + (after - before) / clients);
        }
    }
}
