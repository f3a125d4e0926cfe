package dev.wsload.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ports that the kernel gives to outgoing connections (ip(7), ip_local_port_range). One source address can hold this
 * many connections to one destination. Immutable.
 *
 * @param first the lowest, 1 to 65535
 * @param last the highest, itself included; not below {@code first}
 * @since 0.1
 */
public record LocalPorts(int first, int last) {
    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    /** RFC 6335 section 6; the default of macOS and Windows. */
    private static final LocalPorts DYNAMIC = new LocalPorts(49152, 65535);

    /** Validates the range. */
    public LocalPorts {
        if (first < 1 || last > 65535 || first > last) {
            throw new IllegalArgumentException("a port range is within 1 to 65535, not " + first + " to " + last);
        }
    }

    /** Returns the range of this machine: 32768 to 60999 on most Linux; the dynamic ports of RFC 6335 elsewhere. */
    public static LocalPorts ofThisMachine() {
        try {
            // Buffered, since a sysctl file ends after its first read, and readString would read one byte first.
            return Files.exists(RANGE) ? parse(Files.readAllLines(RANGE).get(0)) : DYNAMIC;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many ports there are. */
    public int count() {
        return last - first + 1;
    }

    static LocalPorts parse(String range) {
        String[] ends = range.strip().split("\\s+");
        return new LocalPorts(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }
}
