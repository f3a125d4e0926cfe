package dev.wsload.machine;

import java.time.Duration;

/** STUB: the descriptors that the fleets of one process share; first come, first served. */
public final class DescriptorBudget {
    private final int capacity;

    /** A budget of its own, for tests. */
    public DescriptorBudget(int capacity) {
        this.capacity = capacity;
    }

    /** The one of this process: Descriptors.atRest().spare(). */
    public static DescriptorBudget ofThisProcess() {
        throw new UnsupportedOperationException();
    }

    /** The most that can be lent. */
    public int capacity() {
        return capacity;
    }

    /**
     * Waits in line. Take all that a fleet and its hosted server need in one lease: Preflight.descriptors(clients, hosted).
     *
     * @throws DescriptorShortage (unchecked) at once if it can never be met, or once the patience is over
     */
    public Lease acquire(int descriptors, Duration patience) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Gives them back when closed; idempotent. */
    public interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
