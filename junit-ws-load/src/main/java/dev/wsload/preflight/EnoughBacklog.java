package dev.wsload.preflight;

import dev.wsload.machine.Machine;
import dev.wsload.machine.Os;
import java.util.Optional;

/** Who connects at once waits in the queue of the listening socket; the kernel drops those that find it full (listen(2)). */
final class EnoughBacklog implements Requirement {
    @Override
    public Optional<String> shortage(Demand demand, Machine machine) {
        if (!demand.hosted() || demand.atOnce() <= machine.backlog()) {
            return Optional.empty();
        }
        return Optional.of(Sentence.of(
                "%,d clients that connect at once need a queue of as many before the hosted server, this kernel gives %,d"
                        + " (somaxconn): use at most %,d clients here, or raise it%s",
                demand.atOnce(), machine.backlog(), machine.backlog(), raise(machine.os(), demand.atOnce())));
    }

    private static String raise(Os os, int enough) {
        return switch (os) {
            case LINUX ->
                Sentence.of(
                        " (sysctl -w net.core.somaxconn=%d; docker: --sysctl net.core.somaxconn=%d)", enough, enough);
            case MACOS -> Sentence.of(" (sudo sysctl -w kern.ipc.somaxconn=%d)", enough);
            case OTHER -> "";
        };
    }
}
