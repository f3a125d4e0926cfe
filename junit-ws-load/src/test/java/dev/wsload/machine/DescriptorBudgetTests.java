package dev.wsload.machine;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DescriptorBudgetTests {
    private static final Duration LONG = ofSeconds(60);

    @Test
    void theProcessHasOneBudgetOfWhatItCanSpare() {
        assertThat(DescriptorBudget.ofThisProcess()).isSameAs(DescriptorBudget.ofThisProcess());
        assertThat(DescriptorBudget.ofThisProcess().capacity()).isEqualTo((int)
                Math.min(Integer.MAX_VALUE, Descriptors.atRest().spare()));
    }

    @Test
    void theWholeCapacityCanBeLent() {
        DescriptorBudget budget = new DescriptorBudget(10);

        assertThatCode(() -> budget.acquire(10, ZERO).close()).doesNotThrowAnyException();
    }

    @Test
    void moreThanTheCapacityFailsAtOnceHoweverLongThePatience() {
        assertThatThrownBy(() -> new DescriptorBudget(19_754).acquire(24_000, LONG))
                .isInstanceOf(DescriptorShortage.class)
                .hasMessage(
                        "24,000 file descriptors are needed at once, this process can lend its fleets 19,754 in all: "
                                + "use fewer clients");
    }

    @Test
    void patienceEnds() throws InterruptedException {
        DescriptorBudget budget = new DescriptorBudget(19_754);
        budget.acquire(15_000, ZERO);

        assertThatThrownBy(() -> budget.acquire(5_000, ofMillis(1_500)))
                .isInstanceOf(DescriptorShortage.class)
                .hasMessage(
                        "waited 1.5s for 5,000 file descriptors, of 19,754 that the fleets of this process share only "
                                + "4,754 are free: close fleets that are done, run fewer at a time, or wait longer");
    }

    @Test
    void aLeaseGivesBackOnceHoweverOftenItIsClosed() throws InterruptedException {
        DescriptorBudget budget = new DescriptorBudget(10);
        DescriptorBudget.Lease first = budget.acquire(4, ZERO);
        budget.acquire(4, ZERO);

        first.close();
        first.close();

        assertThatThrownBy(() -> budget.acquire(7, ZERO)).hasMessageContaining("only 6 are free");
    }

    @Test
    void whoWaitsGoesOnOnceEnoughIsGivenBack() throws Exception {
        DescriptorBudget budget = new DescriptorBudget(10);
        DescriptorBudget.Lease all = budget.acquire(10, ZERO);
        Waiter<DescriptorBudget.Lease> waiter = Waiter.of(() -> budget.acquire(8, LONG));
        waiter.awaitWaiting();

        all.close();

        assertThat(waiter.result()).isNotNull();
    }

    @Test
    void aBigRequestIsNotOvertakenByLaterSmallOnes() throws Exception {
        DescriptorBudget budget = new DescriptorBudget(10);
        DescriptorBudget.Lease part = budget.acquire(5, ZERO);
        Queue<String> served = new ConcurrentLinkedQueue<>();
        Waiter<Boolean> big = Waiter.of(() -> holding(budget, 10, () -> served.add("big")));
        big.awaitWaiting();
        Waiter<Boolean> small = Waiter.of(() -> holding(budget, 1, () -> served.add("small")));
        small.awaitWaiting();

        part.close();
        big.result();
        small.result();

        assertThat(served).containsExactly("big", "small");
    }

    @Test
    void whoGivesUpLetsTheNextOnesThrough() throws Exception {
        DescriptorBudget budget = new DescriptorBudget(10);
        budget.acquire(5, ZERO);
        Waiter<DescriptorBudget.Lease> big = Waiter.of(() -> budget.acquire(10, LONG));
        big.awaitWaiting();
        Waiter<DescriptorBudget.Lease> small = Waiter.of(() -> budget.acquire(5, LONG));
        small.awaitWaiting();

        big.thread().interrupt();

        assertThat(small.result()).isNotNull();
        assertThatThrownBy(big::result).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void manyFleetsNeverHoldMoreThanTheCapacityAndAllAreServed() throws Exception {
        DescriptorBudget budget = new DescriptorBudget(100);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Waiter<Integer>> fleets = new ArrayList<>();
        for (int fleet = 1; fleet <= 16; fleet++) {
            int wanted = fleet * 6;
            fleets.add(Waiter.of(() -> IntStream.range(0, 200)
                    .map(round -> uncheckedHolding(budget, wanted, () -> {
                        most.accumulateAndGet(held.addAndGet(wanted), Math::max);
                        Thread.yield();
                        held.addAndGet(-wanted);
                        return 1;
                    }))
                    .sum()));
        }

        for (Waiter<Integer> fleet : fleets) {
            assertThat(fleet.result()).isEqualTo(200);
        }
        assertThat(most).hasValueBetween(96, 100);
        assertThatCode(() -> budget.acquire(100, ZERO)).doesNotThrowAnyException();
    }

    private static <T> T holding(DescriptorBudget budget, int descriptors, Callable<T> action) throws Exception {
        DescriptorBudget.Lease lease = budget.acquire(descriptors, LONG);
        try (lease) {
            return action.call();
        }
    }

    private static <T> T uncheckedHolding(DescriptorBudget budget, int descriptors, Callable<T> action) {
        try {
            return holding(budget, descriptors, action);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A thread that does one thing. */
    private record Waiter<T>(FutureTask<T> task, Thread thread) {
        static <T> Waiter<T> of(Callable<T> action) {
            FutureTask<T> task = new FutureTask<>(action);
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
            return new Waiter<>(task, thread);
        }

        void awaitWaiting() {
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }

        T result() throws Exception {
            return task.get(60, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
