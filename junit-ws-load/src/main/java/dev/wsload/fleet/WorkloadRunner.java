package dev.wsload.fleet;

import dev.wsload.fleet.Pauses.Pause;
import dev.wsload.metrics.Latency;
import dev.wsload.metrics.LatencyRecorder;
import dev.wsload.plan.Churn;
import dev.wsload.plan.Echo;
import dev.wsload.plan.FanOut;
import dev.wsload.plan.Idle;
import dev.wsload.plan.Workload;
import dev.wsload.result.Delivery;
import dev.wsload.result.DeliveryLedger;
import dev.wsload.result.WorkloadResult;
import dev.wsload.result.WorkloadResult.Healthy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Runs workloads on the shards of a fleet, one at a time, from the caller's thread. */
final class WorkloadRunner {
    private static final long LOOK_EVERY_NANOS = 10_000_000;

    private final Shards shards;
    private final SplittableRandom random;
    private final RunIds ids;
    private final long settleNanos;
    private final List<WorkloadResult> results = new CopyOnWriteArrayList<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private boolean onlyEchoes = true;

    WorkloadRunner(Shards shards, long seed, Duration settle) {
        this.shards = shards;
        random = new SplittableRandom(seed);
        ids = new RunIds(new SplittableRandom());
        settleNanos = settle.toNanos();
    }

    /** @throws IllegalStateException while another one runs */
    WorkloadResult run(Workload workload) {
        if (!running.compareAndSet(false, true)) {
            throw new IllegalStateException("a workload runs on this fleet already: run one after the other");
        }
        try {
            WorkloadResult result = runAlone(workload);
            results.add(result);
            return result;
        } finally {
            running.set(false);
        }
    }

    /** Returns the results so far, in their order; thread-safe. */
    List<WorkloadResult> results() {
        return List.copyOf(results);
    }

    /** Returns the last of them; thread-safe. */
    Optional<WorkloadResult> last() {
        List<WorkloadResult> soFar = results();
        return soFar.isEmpty() ? Optional.empty() : Optional.of(soFar.get(soFar.size() - 1));
    }

    private WorkloadResult runAlone(Workload workload) {
        if (workload instanceof Echo echo) {
            return echo(echo);
        } else if (workload instanceof FanOut fanOut) {
            return fanOut(fanOut);
        } else if (workload instanceof Churn churn) {
            return churn(churn);
        } else {
            return idle((Idle) workload);
        }
    }

    // ---- the workloads

    private WorkloadResult echo(Echo echo) {
        int[] senders = shards.beginRun(); // whoever ends while one is alone had to send as well
        Optional<WorkloadResult> unloaded = Optional.empty();
        if (echo.unloadedRoundTrips() > 0) {
            unloaded = Optional.of(unloaded(echo));
        }
        Run run = begin(Traffics.of(echo), senders, senders);
        WorkloadResult loaded = play("echo", run, EchoDriver::new);
        return unloaded.map(alone -> withUnloaded(loaded, alone)).orElse(loaded);
    }

    private WorkloadResult unloaded(Echo echo) {
        int[] first = shards.openClients(1);
        return play("echo, one client alone", begin(Traffics.unloaded(echo), first, first), EchoDriver::new);
    }

    /** What one client did alone is no part of the load, unless it shows that something is wrong. */
    private static WorkloadResult withUnloaded(WorkloadResult loaded, WorkloadResult alone) {
        Delivery delivery = alone.delivery().counts().values().stream().allMatch(count -> count == 0)
                ? loaded.delivery()
                : Delivery.combined(List.of(alone.delivery(), loaded.delivery()));
        return new WorkloadResult(
                loaded.name(),
                delivery,
                loaded.latency(),
                loaded.healthy(),
                Optional.of(alone.latency()),
                loaded.lateness(),
                loaded.pause(),
                loaded.elapsed());
    }

    private WorkloadResult fanOut(FanOut fanOut) {
        onlyEchoes = false;
        int[] hearers = shards.beginRun();
        Run run = begin(Traffics.of(fanOut), shards.openClients(fanOut.senders()), hearers);
        return play("fan-out", run, (shard, its) -> new FanOutDriver(shard, its, fanOut.exceptsSender()));
    }

    private WorkloadResult churn(Churn churn) {
        int[] hearers = shards.beginRun();
        int[] open = shards.openClients();
        int[] senders = shards.openClients(churn.senders());
        int[] others = IntStream.of(open)
                .filter(client -> Arrays.binarySearch(senders, client) < 0)
                .toArray();
        int leavers = Math.min((int) Math.round(churn.leaving() * open.length), others.length);
        int[] leaving = Arrays.copyOfRange(others, others.length - leavers, others.length);
        IntPredicate churns = client -> Arrays.binarySearch(leaving, client) >= 0;
        onlyEchoes = false;
        Run run = begin(Traffics.of(churn), senders, hearers);
        long seed = random.nextLong();
        return play("churn", run, (shard, its) -> new ChurnDriver(shard, its, churns, seed + shard.client(0)));
    }

    private WorkloadResult idle(Idle idle) {
        shards.beginRun();
        long start = System.nanoTime();
        shards.onEach(shard -> shard.driver = new IdleDriver());
        shards.awaitStop(idle.during().toNanos());
        shards.onEach(shard -> shard.driver = new InboxDriver());
        Delivery nothing = DeliveryLedger.merge(List.of(), 0);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new WorkloadResult(
                "idle",
                nothing,
                Latency.NONE,
                new Healthy(nothing, Latency.NONE),
                Optional.empty(),
                Latency.NONE,
                Duration.ZERO,
                elapsed);
    }

    // ---- the course of a run

    private Run begin(Run.Traffic traffic, int[] senders, int[] hearers) {
        return new Run(ids.next(), onlyEchoes, traffic, senders, hearers);
    }

    private WorkloadResult play(String name, Run run, BiFunction<Shard, Run, TrafficDriver> make) {
        List<TrafficDriver> drivers = shards.ask(shard -> {
            TrafficDriver driver = make.apply(shard, run);
            shard.driver = driver;
            shard.heartbeat.begin();
            return driver;
        });
        run.begin();
        List<LatencyRecorder> lateness;
        try {
            drivers.forEach(driver -> driver.shard.loop.execute(driver::start));
            await(drivers, run);
        } finally {
            lateness = finish(drivers);
        }
        Duration elapsed = Duration.ofNanos(Math.max(0, lastActivity(drivers) - run.epoch()));
        return result(name, run, drivers, LatencyRecorder.merge(lateness), elapsed);
    }

    /** Returns how late the loops were. */
    private static List<LatencyRecorder> finish(List<TrafficDriver> drivers) {
        List<CompletableFuture<LatencyRecorder>> finished = drivers.stream()
                .map(driver -> driver.shard.loop.ask(() -> {
                    driver.finish();
                    driver.shard.driver = new InboxDriver();
                    return driver.shard.heartbeat.end();
                }))
                .toList();
        return finished.stream().map(CompletableFuture::join).toList();
    }

    private static WorkloadResult result(
            String name, Run run, List<TrafficDriver> drivers, Latency lateness, Duration elapsed) {
        List<Books> books = drivers.stream().map(driver -> driver.books).toList();
        return new WorkloadResult(
                name,
                Books.delivery(books, run),
                Books.latency(books),
                Books.healthy(books),
                Optional.empty(),
                lateness,
                pause(drivers),
                elapsed);
    }

    private static Duration pause(List<TrafficDriver> drivers) {
        return Duration.ofNanos(Pause.ofAll(
                drivers.stream().map(driver -> driver.pauses.longest()).toList()));
    }

    /** Waits until everyone has what is owed, or nothing has moved for the settle time. */
    private void await(List<TrafficDriver> drivers, Run run) {
        boolean stopped = false;
        while (!stopped && !isComplete(drivers) && System.nanoTime() - deadline(drivers, run) < 0) {
            stopped = shards.awaitStop(LOOK_EVERY_NANOS);
        }
    }

    private static boolean isComplete(List<TrafficDriver> drivers) {
        return all(drivers, TrafficDriver::hasSentAll) && all(drivers, TrafficDriver::isComplete);
    }

    private static boolean all(List<TrafficDriver> drivers, Predicate<TrafficDriver> question) {
        List<CompletableFuture<Boolean>> answers = drivers.stream()
                .map(driver -> driver.shard.loop.ask(() -> question.test(driver)))
                .toList();
        return answers.stream().allMatch(CompletableFuture::join);
    }

    /** A slow rate is no silence: the next message may be due later than the settle time after the last. */
    private long deadline(List<TrafficDriver> drivers, Run run) {
        return Math.max(lastActivity(drivers), run.lastDue()) + settleNanos;
    }

    private static long lastActivity(List<TrafficDriver> drivers) {
        return drivers.stream()
                .mapToLong(TrafficDriver::lastActivity)
                .reduce(Math::max)
                .orElseThrow();
    }
}
