package dev.wsload.diagnosis;

import dev.wsload.machine.ProcessState;
import dev.wsload.metrics.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the server's own process says by what it does, where it runs on this machine. */
final class Server {
    private static final double IDLE = 0.1;
    private static final double BUSY = 0.7;

    private final Optional<ProcessState> process;
    private final boolean isGone;
    private final boolean isDeadlocked;

    Server(Optional<ProcessState> process, boolean isGone, boolean isDeadlocked) {
        this.process = process;
        this.isGone = isGone;
        this.isDeadlocked = isDeadlocked;
    }

    /** Says whether the JVM of a hosted endpoint knows of threads of its that wait for each other. */
    boolean isDeadlocked() {
        return isDeadlocked;
    }

    /** Says whether it was there when the fleet began, and is no more. */
    boolean isGone() {
        return isGone;
    }

    boolean isAlive() {
        return !isGone && process.isPresent();
    }

    /** Says whether nothing in it runs, by a signal or a debugger. */
    boolean isStopped() {
        return process.filter(ProcessState::isStopped).isPresent();
    }

    boolean isOutOfDescriptors() {
        return process.filter(ProcessState::isOutOfDescriptors).isPresent();
    }

    boolean mayBeOutOfDescriptors() {
        return process.isEmpty() || isOutOfDescriptors();
    }

    boolean isBusy() {
        return process.filter(one -> one.cores() > BUSY).isPresent();
    }

    boolean mayCompute() {
        return process.filter(one -> one.cores() < IDLE).isEmpty();
    }

    /** Returns a fact of it; none where it cannot be seen. */
    List<String> facts() {
        return isGone
                ? List.of("its process, which was there when the fleet began, is gone")
                : process.map(Server::fact).stream().toList();
    }

    private static String fact(ProcessState one) {
        return "its process " + one.pid() + " (" + one.name() + ") "
                + (one.isStopped() ? "is stopped (by a signal or a debugger), " : "") + "has "
                + Figures.count(one.descriptors())
                + (one.limit() == Long.MAX_VALUE ? " files" : " of " + Figures.count(one.limit(), "file"))
                + " open, and keeps "
                + String.format(Locale.ROOT, "%.1f", one.cores()) + " cores busy";
    }
}
