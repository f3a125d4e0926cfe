package dev.wsload.fleet;

import dev.wsload.plan.FaultPlan;
import dev.wsload.result.ClientOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** All shards of a fleet, as other threads reach them. Thread-safe. */
final class Shards {
    private final List<Shard> all;
    private final AtomicBoolean hasBegun = new AtomicBoolean();
    private final CountDownLatch stop = new CountDownLatch(1);

    Shards(List<Shard> all) {
        this.all = List.copyOf(all);
    }

    /** Makes them, each with a loop of its own that has not started. */
    static Shards of(FleetSettings settings) {
        return new Shards(IntStream.range(0, settings.shards())
                .mapToObj(number -> new Shard(loop(settings, number), settings, number))
                .toList());
    }

    private static EventLoop loop(FleetSettings settings, int number) {
        return new EventLoop(
                "wsload-loop-" + number, defect -> settings.errors().engine(-1, defect));
    }

    List<Shard> all() {
        return all;
    }

    Shard of(int client) {
        return all.get(client % all.size());
    }

    /** Returns a client's current connection, empty before its start. */
    Optional<Connection> connection(int client) {
        return of(client).connection(client);
    }

    /** Returns what became of every connection: of each client's current one, and behind them of those that clients have left. */
    List<ClientOutcome> outcomes(int clients) {
        List<ClientOutcome> outcomes = new ArrayList<>(clients);
        for (int client = 0; client < clients; client++) {
            outcomes.add(outcome(client));
        }
        all.forEach(shard -> outcomes.addAll(shard.departed()));
        return outcomes;
    }

    private ClientOutcome outcome(int client) {
        return connection(client).map(Connection::outcome).orElseGet(() -> ClientOutcome.connecting(client));
    }

    /** Sums a count over the shards. */
    long sum(ToLongFunction<Counters> count) {
        return all.stream()
                .mapToLong(shard -> count.applyAsLong(shard.counters))
                .sum();
    }

    /** Lets every shard answer on its loop, and waits for the answers. */
    <T> List<T> ask(Function<Shard, T> question) {
        List<CompletableFuture<T>> answers = all.stream()
                .map(shard -> shard.loop.ask(() -> question.apply(shard)))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    void onEach(Consumer<Shard> action) {
        ask(shard -> {
            action.accept(shard);
            return shard;
        });
    }

    /** Returns the numbers of the clients that are open now, ascending. */
    int[] openClients() {
        return clients(Connection::isOpen);
    }

    private int[] clients(Predicate<Connection> which) {
        return ask(shard -> clientsOf(shard, which)).stream()
                .flatMapToInt(IntStream::of)
                .sorted()
                .toArray();
    }

    /**
     * Returns the numbers of the clients that take part in what begins now, ascending: those that are open. Where the test has done
     * nothing with them before and wanted all of them, also those that the server has ended since: nothing has shown that yet.
     */
    int[] beginRun() {
        boolean isFirst = !hasBegun.getAndSet(true) && !all.get(0).plan.ramp().attempt();
        return clients(connection -> connection.isOpen() || isFirst && connection.wasThrownOut());
    }

    /** Notes that the test itself acts on clients: whoever ends from now on may end because of that. */
    void begun() {
        hasBegun.set(true);
    }

    /** Returns the first of the open clients, ascending, and those that no fault is meant for before the others. */
    int[] openClients(int most) {
        FaultPlan faults = all.get(0).plan.faults();
        return IntStream.of(openClients())
                .boxed()
                .sorted(Comparator.comparing(client -> !faults.isHealthy(client)))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static int[] clientsOf(Shard shard, Predicate<Connection> which) {
        IntStream.Builder clients = IntStream.builder();
        shard.each(connection -> {
            if (which.test(connection)) {
                clients.add(connection.index);
            }
        });
        return clients.build().toArray();
    }

    /** Ends the waits of {@link #awaitStop}. */
    void stop() {
        stop.countDown();
    }

    /** Waits for this time; returns earlier, and true, when the fleet is closed meanwhile. */
    boolean awaitStop(long nanos) {
        try {
            return stop.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a workload ran", e);
        }
    }
}
