package dev.wsload.diagnosis;

import java.util.List;

/** The server's process, which runs on this machine, has as many files open as it may. */
final class OutOfDescriptors {
    private static final String RAISE =
            "raise its hard limit above the number of clients: /etc/security/limits.conf (soft and hard nofile, at its next login),"
                    + " systemd: LimitNOFILE=, docker: --ulimit nofile=; and look whether it closes what it has opened";

    private OutOfDescriptors() {}

    static Finding finding(List<String> because) {
        return new Finding(
                "the server is out of file descriptors, and can take no more connections", "F2", because, RAISE, "");
    }

    /** Though clients have left, whose descriptors should be free. */
    static Finding ofThoseThatLeft(List<String> because) {
        return new Finding(
                "the server is out of file descriptors, and can take no more connections, one of: it does not close those of"
                        + " clients that have left, or others hold them",
                "F2",
                because,
                "close each connection on every way out of its handler, on errors too; see what it has open with lsof -p. If these"
                        + " are others' connections: " + RAISE,
                "which of the two");
    }
}
