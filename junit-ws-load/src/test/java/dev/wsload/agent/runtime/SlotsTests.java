package dev.wsload.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Threads come and go, and the clocks do not grow with them. */
class SlotsTests {
    private final Slots slots = new Slots();

    @Test
    void threadsThatHaveEndedLeaveTheirSlotsToOthers() {
        int largest = 0;
        for (int i = 0; i < 5_000; i++) {
            largest = Math.max(largest, slots.next(new Thread(() -> {})).slot);
        }

        assertThat(largest).isLessThan(300);
    }

    @Test
    void aSlotsTimeGoesOnBehindThatOfTheThreadBefore() {
        ThreadState first = slots.next(new Thread(() -> {}));
        first.tick();
        first.tick();
        long last = first.epoch();
        ThreadState again;
        do {
            again = slots.next(new Thread(() -> {}));
        } while (again.slot != first.slot);

        assertThat(again.order.covers(last)).isTrue();
        assertThat(again.epoch()).isGreaterThan(last);
    }

    @Test
    void beyondTheMostTheLivingShare() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        try {
            int largest = 0;
            for (int i = 0; i < Slots.MOST + 200; i++) {
                Thread thread = new Thread(() -> awaitQuietly(over));
                thread.start();
                threads.add(thread);
                largest = Math.max(largest, slots.next(thread).slot);
            }
            assertThat(largest).isLessThan(Slots.MOST);
        } finally {
            over.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
