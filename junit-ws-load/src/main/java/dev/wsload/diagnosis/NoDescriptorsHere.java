package dev.wsload.diagnosis;

import dev.wsload.machine.Descriptors;
import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import java.util.List;
import java.util.Optional;

/** This process ran out of file descriptors: the machine of the test, not the server's. */
final class NoDescriptorsHere implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> without = evidence.failed(FailureKind.NO_DESCRIPTORS);
        if (without.isEmpty()) {
            return Optional.empty();
        }
        Descriptors has = Descriptors.now();
        return Optional.of(new Finding(
                        "this process ran out of file descriptors: it is the test's machine that is too small, not the server's",
                        "F1",
                        List.of(Evidence.clients(without) + " could not open a socket after "
                                + Figures.count(evidence.opened().size()) + " had connected; this process may open "
                                + Figures.count(has.limit()) + " files (hard limit " + Figures.count(has.hardLimit())
                                + ")"),
                        "raise the hard limit above the number of clients: /etc/security/limits.conf (soft and hard nofile), systemd:"
                                + " LimitNOFILE=, docker: --ulimit nofile=; \"ulimit -n\" lasts for one shell and cannot pass the hard"
                                + " limit",
                        "")
                .on(without));
    }
}
