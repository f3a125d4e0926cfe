package dev.wsload.diagnosis;

import java.util.List;

/** The server's process, which runs on this machine, has as many files open as it may. */
final class OutOfDescriptors {
    private OutOfDescriptors() {}

    static Finding finding(List<String> because) {
        return new Finding(
                "the server is out of file descriptors, and can take no more connections",
                "F2",
                because,
                "raise its hard limit above the number of clients: /etc/security/limits.conf (soft and hard nofile, at its next login),"
                        + " systemd: LimitNOFILE=, docker: --ulimit nofile=; and look whether it closes what it has opened",
                "");
    }
}
