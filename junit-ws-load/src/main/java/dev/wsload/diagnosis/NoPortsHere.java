package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import java.util.List;
import java.util.Optional;

/** The source address has no local port left for the server's address. */
final class NoPortsHere implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> without = evidence.failed(FailureKind.NO_PORTS);
        if (without.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                        "this machine ran out of local ports: a source address has one for each connection to the same server",
                        "",
                        List.of(Evidence.clients(without) + " got no port after "
                                + Figures.count(evidence.opened().size()) + " had connected"),
                        "let clients rotate over more source addresses, or widen net.ipv4.ip_local_port_range",
                        "")
                .on(without));
    }
}
