package dev.wsload.preflight;

import dev.wsload.machine.Machine;
import dev.wsload.machine.Memory;
import java.util.Optional;

/** What connections take at rest, about twice what was measured: messages come on top of that. */
final class EnoughMemory implements Requirement {
    private static final long HEAP_OF_CLIENT = 4_000;
    private static final long HEAP_OF_HOSTED = 16_000;
    private static final long KERNEL = 10_000;

    @Override
    public Optional<String> shortage(Demand demand, Machine machine) {
        return tooLittleHeap(demand, machine.memory()).or(() -> tooSmallContainer(demand, machine.memory()));
    }

    private static long heapOfEach(Demand demand) {
        return HEAP_OF_CLIENT + (demand.hosted() ? HEAP_OF_HOSTED : 0);
    }

    private static Optional<String> tooLittleHeap(Demand demand, Memory has) {
        long needed = demand.clients() * heapOfEach(demand);
        if (needed <= has.heap()) {
            return Optional.empty();
        }
        return Optional.of(Sentence.of(
                "%s need about %,d MB of heap at rest, this JVM may use %,d MB: %sor give it more (-Xmx%dm in surefire's argLine)",
                demand.subject(),
                Sentence.mebibytes(needed),
                Sentence.mebibytes(has.heap()),
                Sentence.fewer(has.heap() / heapOfEach(demand)),
                Sentence.mebibytes(2 * needed)));
    }

    /** The kernel ends a process that passes it, without a word in the test's log (exit status 137). */
    private static Optional<String> tooSmallContainer(Demand demand, Memory has) {
        long heap = Math.min(has.heap(), has.heapUsed() + demand.clients() * heapOfEach(demand));
        long needed = heap + demand.clients() * KERNEL;
        if (needed <= has.machine()) {
            return Optional.empty();
        }
        return Optional.of(Sentence.of(
                "%s need about %,d MB of memory, this machine (or its container) has %,d MB, and the kernel would kill the test: %sor"
                        + " give it more (docker: --memory=%dm)",
                demand.subject(),
                Sentence.mebibytes(needed),
                Sentence.mebibytes(has.machine()),
                Sentence.fewer((has.machine() - has.heapUsed()) / (heapOfEach(demand) + KERNEL)),
                Sentence.mebibytes(2 * needed)));
    }
}
