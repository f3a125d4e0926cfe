package dev.wsload.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The longest queue of connections that wait to be accepted, whatever a server asks for (listen(2), somaxconn). Stateless.
 *
 * @since 0.1
 */
public final class Backlog {
    private static final Path SOMAXCONN = Path.of("/proc/sys/net/core/somaxconn");

    private Backlog() {}

    /** Returns that of this machine; {@link Integer#MAX_VALUE} where it cannot be known. */
    public static int most() {
        try {
            return Integer.parseInt(Files.readAllLines(SOMAXCONN).get(0).strip());
        } catch (IOException notLinux) {
            return Integer.MAX_VALUE;
        }
    }
}
