package dev.wsload.preflight;

import dev.wsload.machine.Descriptors;
import dev.wsload.machine.Machine;
import dev.wsload.machine.Os;
import java.util.Optional;

/** Every connection is an open file (getrlimit(2), RLIMIT_NOFILE). */
final class EnoughDescriptors implements Requirement {
    @Override
    public Optional<String> shortage(Demand demand, Machine machine) {
        Descriptors has = machine.descriptors();
        long needed = (long) demand.descriptors() + has.open() + Descriptors.RESERVE;
        if (needed <= has.limit()) {
            return Optional.empty();
        }
        return Optional.of(Sentence.of(
                "%s need %,d file descriptors, this process may open %,d (%s): %s%s%s",
                demand.subject(),
                needed,
                has.limit(),
                limit(has),
                Sentence.fewer(has.spare() / demand.perClient()),
                raise(machine.os(), has),
                demand.hosted() ? ", or run the server in a process of its own" : ""));
    }

    private static String limit(Descriptors has) {
        return has.hardLimit() == has.limit()
                ? "hard limit, which \"ulimit -n\" cannot pass"
                : Sentence.of("soft limit; the hard limit is %,d", has.hardLimit());
    }

    private static String raise(Os os, Descriptors has) {
        if (has.limit() < has.hardLimit()) {
            return Sentence.of("start the JVM from a shell after \"ulimit -n %d\"", has.hardLimit());
        }
        return switch (os) {
            case LINUX ->
                "raise the limit (/etc/security/limits.conf: soft and hard nofile, at the next login; systemd: LimitNOFILE=;"
                        + " docker: --ulimit nofile=)";
            case MACOS ->
                "raise the limit (sudo launchctl limit maxfiles 65536 65536, and -XX:-MaxFDLimit in surefire's argLine, for the"
                        + " JVM stops at 10,240 by itself)";
            case OTHER -> "raise the limit of open files";
        };
    }
}
