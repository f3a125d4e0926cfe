package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLoopTests {
    private static final int THREADS = 8;
    private static final int COMMANDS = 2_000;

    private final Queue<Throwable> defects = new ConcurrentLinkedQueue<>();
    private final EventLoop loop = new EventLoop("wsload-test-loop", defects::add);

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void end() {
        loop.close();
    }

    @Test
    void commandsOfManyThreadsRunInTheOrderOfEachThreadOnTheLoop() throws Exception {
        List<List<Integer>> seen = new ArrayList<>();
        IntStream.range(0, THREADS).forEach(thread -> seen.add(new ArrayList<>()));
        Queue<String> strangers = new ConcurrentLinkedQueue<>();

        inThreads(thread -> IntStream.range(0, COMMANDS)
                .forEach(number -> loop.execute(() -> {
                    seen.get(thread).add(number);
                    if (!Thread.currentThread().getName().equals("wsload-test-loop")) {
                        strangers.add(Thread.currentThread().getName());
                    }
                })));

        loop.ask(() -> true).get(30, TimeUnit.SECONDS);
        assertThat(seen).allSatisfy(numbers -> assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, COMMANDS).boxed().toList()));
        assertThat(strangers).isEmpty();
    }

    @Test
    void aCommandThatThrowsIsReportedAndTheLoopGoesOn() throws Exception {
        IllegalStateException exception = new IllegalStateException("first");
        AssertionError error = new AssertionError("second");

        loop.execute(() -> {
            throw exception;
        });
        loop.execute(() -> {
            throw error;
        });

        assertThat(loop.ask(() -> 1).get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(defects).containsExactly(exception, error);
    }

    @Test
    void aTimerThatThrowsIsReportedAndTheNextOneFires() throws Exception {
        CompletableFuture<String> fired = new CompletableFuture<>();
        loop.execute(() -> {
            loop.arm(
                    new Timer(() -> {
                        throw new IllegalStateException("timer");
                    }),
                    0);
            loop.arm(new Timer(() -> fired.complete("next")), 1);
        });

        assertThat(fired.get(30, TimeUnit.SECONDS)).isEqualTo("next");
        assertThat(defects).singleElement().satisfies(defect -> assertThat(defect)
                .hasMessage("timer"));
    }

    @Test
    void whatAQuestionThrowsReachesTheOneWhoAsked() {
        CompletableFuture<Integer> answer = loop.ask(() -> {
            throw new IllegalStateException("no answer");
        });

        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no answer");
        assertThat(defects).isEmpty();
    }

    @Test
    void aCommandAfterTheEndRunsAtOnceInItsCaller() {
        loop.close();

        assertThat(loop.ask(Thread::currentThread)).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    void everyCommandThatMeetsTheEndRuns() throws Exception {
        AtomicInteger ran = new AtomicInteger();

        inThreads(thread -> IntStream.range(0, COMMANDS).forEach(number -> {
            loop.execute(ran::incrementAndGet);
            if (thread == 0 && number == COMMANDS / 2) {
                loop.close();
            }
        }));

        assertThat(loop.ask(ran::get).get(30, TimeUnit.SECONDS)).isEqualTo(THREADS * COMMANDS);
    }

    @Test
    void aCommandLeftOverThatThrowsIsReportedAndTheNextOneRuns() throws Exception {
        CompletableFuture<String> last = new CompletableFuture<>();
        Thread closer = new Thread(loop::close);
        loop.execute(() -> {
            closer.start();
            await().until(() -> closer.getState() == Thread.State.WAITING);
            loop.execute(() -> {
                throw new IllegalStateException("left over");
            });
            loop.execute(() -> last.complete("ran"));
        });

        assertThat(last.get(30, TimeUnit.SECONDS)).isEqualTo("ran");
        assertThat(defects).singleElement().satisfies(defect -> assertThat(defect)
                .hasMessage("left over"));
    }

    @Test
    void timersNeverFireEarlyAndFireInTheirOrder() throws Exception {
        int timers = 200;
        Random random = new Random(1);
        List<Long> early = new ArrayList<>();
        List<Long> due = new ArrayList<>();
        CountDownLatch fired = new CountDownLatch(timers);

        loop.execute(() -> {
            long now = System.nanoTime();
            for (int timer = 0; timer < timers; timer++) {
                long at = now + random.nextInt(50_000_000);
                loop.armAt(
                        new Timer(() -> {
                            due.add(at);
                            early.add(at - System.nanoTime());
                            fired.countDown();
                        }),
                        at);
            }
        });

        assertThat(fired.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(early).allSatisfy(nanos -> assertThat(nanos).isLessThanOrEqualTo(0));
        assertThat(due).isSorted();
    }

    @Test
    void aCommandThatAlwaysHandsOverAnotherStarvesNoTimer() throws Exception {
        CompletableFuture<String> fired = new CompletableFuture<>();
        Runnable endless = new Runnable() {
            @Override
            public void run() {
                if (!fired.isDone()) {
                    loop.execute(this);
                }
            }
        };

        loop.execute(() -> loop.arm(new Timer(() -> fired.complete("fired")), 1_000_000));
        loop.execute(endless);

        assertThat(fired.get(30, TimeUnit.SECONDS)).isEqualTo("fired");
    }

    private static void inThreads(IntConsumer task) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(number -> new Thread(() -> task.accept(number)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
