package dev.wsload.machine;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The file descriptors that the fleets of one process share. Requests are served strictly in the order of their arrival: a
 * big one is not overtaken by later small ones. Thread-safe.
 *
 * <p>Take all that a fleet and its hosted server need in one lease: two fleets that each hold a part and wait for more would
 * wait for each other.
 *
 * @since 0.1
 */
public final class DescriptorBudget {
    private final int capacity;
    private final Semaphore free;

    /**
     * Creates a budget apart from that of the process.
     *
     * @param capacity how many descriptors can be lent in all, at least 0
     */
    public DescriptorBudget(int capacity) {
        this.capacity = capacity;
        this.free = new Semaphore(capacity, true);
    }

    /**
     * Returns the budget of this process, of {@link Descriptors#spare()} descriptors at rest. It is the one static of its
     * kind: file descriptors belong to the process, so fleets that know nothing of each other still share them.
     */
    public static DescriptorBudget ofThisProcess() {
        return OfThisProcess.BUDGET;
    }

    /** Returns how many descriptors can be lent in all. */
    public int capacity() {
        return capacity;
    }

    /** Returns how many are not lent at this moment. */
    public int free() {
        return free.availablePermits();
    }

    /**
     * Takes descriptors, waiting in line until earlier requests are served and enough have been given back.
     *
     * @param descriptors how many, at least 0
     * @param patience how long to wait at most; zero or less = do not wait
     * @throws DescriptorShortage at once if more is asked for than the capacity; otherwise when the patience is over
     */
    public Lease acquire(int descriptors, Duration patience) throws InterruptedException {
        if (descriptors > capacity) {
            throw new DescriptorShortage(String.format(
                    Locale.ROOT,
                    "%,d file descriptors are needed at once, this process can lend its fleets %,d in all: use fewer clients",
                    descriptors,
                    capacity));
        }
        if (!free.tryAcquire(descriptors, patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new DescriptorShortage(String.format(
                    Locale.ROOT,
                    "waited %s for %,d file descriptors, of %,d that the fleets of this process share only %,d are free: "
                            + "close fleets that are done, run fewer at a time, or wait longer",
                    patience.toString().substring(2).toLowerCase(Locale.ROOT),
                    descriptors,
                    capacity,
                    free.availablePermits()));
        }
        return new Lease(free, descriptors);
    }

    /** Descriptors that were taken. Thread-safe. */
    public static final class Lease implements AutoCloseable {
        private final Semaphore free;
        private final int descriptors;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(Semaphore free, int descriptors) {
            this.free = free;
            this.descriptors = descriptors;
        }

        /** Gives them back; closing again does nothing. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                free.release(descriptors);
            }
        }
    }

    private static final class OfThisProcess {
        static final DescriptorBudget BUDGET = new DescriptorBudget(
                (int) Math.min(Integer.MAX_VALUE, Descriptors.atRest().spare()));
    }
}
